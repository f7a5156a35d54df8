import type { Given } from './given.js';
import { nextNumber, type GivenAgency } from './people.js';

/** Fixtures of persons and identifiers of a complaint. */
export const identifierKinds = ['identifier', 'reportedPerson', 'reportedFile'] as const;
export type IdentifierPlaceKind = (typeof identifierKinds)[number];

/** Fixtures of exclusions in a task force. */
export const exclusionKinds = ['exclusion'] as const;

/** Creates one of each, for one complaint of the agency. */
export async function identifiersAt(
  given: Given,
  { id: agencyId }: GivenAgency,
): Promise<Readonly<Record<IdentifierPlaceKind, string>>> {
  const { id: complaintId, by } = await given.complaint({ agencyId, state: 'triaged' });
  const made = async (path: string, body: object): Promise<string> =>
    (await given.made<{ readonly id: string }>(by, path, { complaintId, ...body })).id;
  return {
    identifier: await made('/identifiers', { kind: 'email', role: 'suspect', raw: 'night.owl@example.com' }),
    reportedPerson: await made('/reported-persons', { role: 'suspect', givenName: 'Alex', familyName: 'Sample' }),
    reportedFile: await made('/reported-files', { name: 'IMG_0042.jpg', hashes: [{ value: '9e'.repeat(16) }] }),
  };
}

export async function exclusionAt(
  given: Given,
  { taskForceId }: GivenAgency,
): Promise<Readonly<Record<'exclusion', string>>> {
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const value = { kind: 'ip', raw: `192.0.2.${nextNumber() % 250}`, reason: 'The exit of a public library.' };
  return { exclusion: (await given.made<{ readonly id: string }>(head, '/excluded-identifiers', value)).id };
}
