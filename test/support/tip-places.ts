import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Versions of tips that were imported. */
export const tipKinds = ['tipVersion'] as const;

/** One of an agency. */
export async function tipAt(
  given: Given,
  agency: GivenAgency,
): Promise<Readonly<Record<(typeof tipKinds)[number], string>>> {
  return { tipVersion: (await given.tip(agency)).versionId ?? '' };
}
