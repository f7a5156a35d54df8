import type { CheckView } from '../../src/intelligence/deconfliction/check.view.js';
import type { OutsideCheckView } from '../../src/intelligence/deconfliction/outside-check.view.js';
import type { IdentifierView } from '../../src/casework/identifiers/identifier.view.js';
import type { IndexEntryView } from '../../src/intelligence/subject-index/index-entry.view.js';
import type { Given } from './given.js';
import { nextNumber, type GivenAgency } from './people.js';
import { aSubject, soundChecks, disseminationReason } from './subject-index-fixtures.js';

/** Fixtures of deconfliction: inquiries, answers and searches of an agency. */
export const deconflictionKinds = [
  'deconflictionCheck',
  'deconflictionHit',
  'outsideCheck',
  'identifiedEntry',
] as const;
export type DeconflictionPlaceKind = (typeof deconflictionKinds)[number];

const reason = 'For the sake of the walk.';

/** Creates one of each for one complaint of the agency; another task force has the same suspect identifier. */
export async function deconflictionAt(
  given: Given,
  { id: agencyId }: GivenAgency,
): Promise<Readonly<Record<DeconflictionPlaceKind, string>>> {
  const handle = { kind: 'handle', platform: 'Example Chat', raw: `owl_of_${nextNumber()}` };
  const submitted = async (at: string): Promise<IndexEntryView & { readonly etag: string }> => {
    const suspect = await given.suspect({ complaint: await given.complaint({ agencyId: at }) });
    const { id: suspectId, complaintId } = suspect;
    const known = { complaintId, suspectId, role: 'suspect', ...handle };
    const { id } = await given.made<IdentifierView>(suspect.by, '/identifiers', known);
    const subject = { ...aSubject, familyName: `Sample ${nextNumber()}`, suspectId: suspect.id };
    const submission = { ...subject, identifierIds: [id], wasLawfullyObtained: true };
    return given.made<IndexEntryView>(suspect.by, '/subject-index/entries', submission);
  };
  const abroad = await given.agency();
  const foreign = await submitted(abroad.id);
  const head = await given.account({ taskForceId: abroad.taskForceId, role: 'supervisor' });
  const approval = { reason, checks: soundChecks };
  await given.changed({ ...foreign, by: head }, `/subject-index/entries/${foreign.id}/approval`, approval);
  const complaint = await given.complaint({ agencyId });
  const question = { ...disseminationReason, complaintId: complaint.id, identifiers: [handle], purpose: reason };
  const check = await given.made<CheckView>(complaint.by, '/deconfliction/checks', question);
  const [hit] = check.pointers;
  if (!hit) throw new Error('What another task force shares is pointed to');
  const outside = { complaintId: complaint.id, system: 'rissafe', queryId: 'RS-1', result: 'no_hit' };
  const looked = { ...outside, checkedAt: '2026-03-01T12:00:00Z' };
  return {
    deconflictionCheck: check.id,
    deconflictionHit: hit.id,
    outsideCheck: (await given.made<OutsideCheckView>(complaint.by, '/deconfliction/outside-checks', looked)).id,
    identifiedEntry: (await submitted(agencyId)).id,
  };
}
