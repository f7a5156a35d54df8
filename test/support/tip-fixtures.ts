import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Fixtures of imported tip versions. */
export const tipKinds = ['tipVersion'] as const;

/** Creates one for an agency. */
export async function tipAt(
  given: Given,
  agency: GivenAgency,
): Promise<Readonly<Record<(typeof tipKinds)[number], string>>> {
  return { tipVersion: (await given.tip(agency)).versionId ?? '' };
}
