import type { CheckView } from '../../src/intelligence/deconfliction/check.view.js';
import type { OutsideCheckView } from '../../src/intelligence/deconfliction/outside-check.view.js';
import type { IdentifierView } from '../../src/casework/identifiers/identifier.view.js';
import type { IndexEntryView } from '../../src/intelligence/subject-index/index-entry.view.js';
import type { Given } from '../support/given.js';
import { nextNumber, type GivenAgency } from '../support/people.js';
import { aSubject, soundChecks, disseminationReason } from './subject-index-fixtures.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { ValidRequest } from '../support/requests.js';
import type { Tracker } from '../support/tracker.js';

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

const ofComplaint = (collection: string): ValidRequest => ({
  of: 'complaint',
  path: ({ complaint }) => `/api/v1/deconfliction/${collection}?complaintId=${complaint}`,
});

async function anotherOf(tracker: Tracker, entryId: string): Promise<string> {
  const [row] = await tracker.sql<{ id: string }>(
    `INSERT INTO app.identifiers (id, task_force_id, complaint_id, suspect_id, role, kind, raw, normalised, recorded_at, version)
     SELECT $2, e.task_force_id, e.complaint_id, e.suspect_id, 'suspect', 'other', $3, $3, now(), 1
       FROM app.subject_index_entries e WHERE e.id = $1 RETURNING id`,
    [entryId, newId(), `A ring with ${nextNumber()} stones`],
  );
  return row?.id ?? newId();
}

export const deconflictionRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/subject-index/entries/:id/identifiers': {
    of: 'identifiedEntry',
    body: async ({ identifiedEntry }, _, tracker) => ({ identifierIds: [await anotherOf(tracker, identifiedEntry)] }),
  },
  'POST /api/v1/deconfliction/checks': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({
      ...disseminationReason,
      complaintId,
      identifiers: [{ kind: 'handle', platform: 'Example Chat', raw: `owl_${nextNumber()}` }],
      purpose: 'Find out whether another unit is about to knock on the same door.',
    }),
  },
  'GET /api/v1/deconfliction/checks': ofComplaint('checks'),
  'GET /api/v1/deconfliction/checks/:id': { of: 'deconflictionCheck' },
  'GET /api/v1/deconfliction/victim-inquiries': {},
  'GET /api/v1/deconfliction/hits': {},
  'GET /api/v1/deconfliction/hits/:id': { of: 'deconflictionHit' },
  'PUT /api/v1/deconfliction/hits/:id/answer': {
    of: 'deconflictionHit',
    isFinal: true,
    body: () => ({ answer: 'coordinate' }),
  },
  'POST /api/v1/deconfliction/outside-checks': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({
      complaintId,
      system: 'rissafe',
      queryId: 'RS-2026-004711',
      result: 'no_hit',
      checkedAt: '2026-03-01T12:00:00Z',
    }),
  },
  'GET /api/v1/deconfliction/outside-checks': ofComplaint('outside-checks'),
  'GET /api/v1/deconfliction/outside-checks/:id': { of: 'outsideCheck' },
  'POST /api/v1/deconfliction/outside-checks/:id/void': {
    of: 'outsideCheck',
    isFinal: true,
    body: () => ({ reason: 'It was made for another case.' }),
  },
};
