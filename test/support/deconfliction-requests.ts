import { newId } from '../../src/platform/ids/ids.js';
import { nextNumber } from './people.js';
import type { ValidRequest } from './requests.js';
import { disseminationReason } from './subject-index-fixtures.js';
import type { Tracker } from './tracker.js';

const ofComplaint = (collection: string): ValidRequest => ({
  of: 'complaint',
  path: ({ complaint }) => `/api/v1/deconfliction/${collection}?complaintId=${complaint}`,
});

/** Creates another identifier of the suspect of an index entry. */
async function anotherOf(tracker: Tracker, entryId: string): Promise<string> {
  const [row] = await tracker.sql<{ id: string }>(
    `INSERT INTO app.identifiers (id, task_force_id, complaint_id, suspect_id, role, kind, raw, normalised, recorded_at, version)
     SELECT $2, e.task_force_id, e.complaint_id, e.suspect_id, 'suspect', 'other', $3, $3, now(), 1
       FROM app.subject_index_entries e WHERE e.id = $1 RETURNING id`,
    [entryId, newId(), `A ring with ${nextNumber()} stones`],
  );
  return row?.id ?? newId();
}

/** One valid request per route of deconfliction. */
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
