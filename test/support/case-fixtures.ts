import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Fixtures of documents created from a case. */
export const caseKinds = ['packet', 'export'] as const;

/** Creates a packet of a complaint of the agency, and an export of its totals. */
export async function caseAt(
  given: Given,
  { id: agencyId }: GivenAgency,
): Promise<Readonly<Record<(typeof caseKinds)[number], string>>> {
  const complaint = await given.complaint({ agencyId });
  return { packet: await given.packet({ complaint }), export: await given.export(complaint) };
}
