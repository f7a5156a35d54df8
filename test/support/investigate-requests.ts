import { newId } from '../../src/platform/ids/ids.js';
import { aWarrant } from './investigate-fixtures.js';
import type { ValidRequest } from './requests.js';
import type { Tracker } from './tracker.js';

/** Creates another complaint assigned to its agency and in no investigation, because each request uses one. */
async function anotherLike(tracker: Tracker, complaintId: string, state = 'assigned'): Promise<string> {
  const [row] = await tracker.sql<{ id: string }>(
    `INSERT INTO app.complaints
     SELECT (jsonb_populate_record(c, jsonb_build_object(
              'id', $2::uuid, 'state', $3::text, 'working_agency_id', c.agency_id, 'investigator_id', NULL,
              'external_reference', NULL, 'disposition', NULL, 'state_before', NULL, 'merged_into', NULL,
              'transferred_to', NULL, 'is_sealed', false))).*
       FROM app.complaints c WHERE c.id = $1 RETURNING id`,
    [complaintId, newId(), state],
  );
  return row?.id ?? newId();
}

/** Creates another complaint in the investigation. */
async function linkedLike(tracker: Tracker, complaintId: string, investigationId: string): Promise<string> {
  const linked = await anotherLike(tracker, complaintId, 'under_investigation');
  await tracker.sql(
    `INSERT INTO app.investigation_complaints (id, task_force_id, investigation_id, complaint_id, linked_by, linked_at)
     SELECT $1, i.task_force_id, i.id, c.id, i.opened_by, i.opened_at
       FROM app.investigations i JOIN app.complaints c USING (task_force_id) WHERE i.id = $2 AND c.id = $3`,
    [newId(), investigationId, linked],
  );
  return linked;
}

const reason = 'The account belongs to somebody else.';

/** One valid request per route of investigations, legal process and forensic examinations. */
export const investigateRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/investigations': {
    of: 'complaint',
    body: async ({ complaint }, _, tracker) => ({
      complaintIds: [await anotherLike(tracker, complaint)],
      title: 'Uploads from one household',
      openedOn: '2026-03-01',
    }),
  },
  'GET /api/v1/investigations': {},
  'GET /api/v1/investigations/:id': { of: 'investigation' },
  'PUT /api/v1/investigations/:id': { of: 'investigation', body: () => ({ title: 'Uploads from two households' }) },
  'POST /api/v1/investigations/:id/complaints': {
    of: 'investigation',
    body: async ({ complaint }, _, tracker) => ({ complaintIds: [await anotherLike(tracker, complaint)] }),
  },
  'POST /api/v1/investigations/:id/complaints/unlink': {
    of: 'investigation',
    body: async ({ complaint, investigation }, _, tracker) => ({
      complaintId: await linkedLike(tracker, complaint, investigation),
      reason,
    }),
  },
  'PUT /api/v1/investigations/:id/closure': {
    of: 'investigation',
    isFinal: true,
    body: () => ({ outcome: 'unable_to_identify_suspect', closedOn: '2026-03-02', narrative: 'No lead is left.' }),
  },
  'POST /api/v1/investigations/:id/reopen': {
    of: 'closedInvestigation',
    isFinal: true,
    body: () => ({ reason: 'Another device was found.' }),
  },

  'POST /api/v1/legal-processes': {
    of: 'complaint',
    body: async ({ complaint }, _, tracker) => ({ complaintId: await anotherLike(tracker, complaint), ...aWarrant }),
  },
  'GET /api/v1/legal-processes': {},
  'GET /api/v1/legal-processes/:id': { of: 'legalProcess' },
  'PUT /api/v1/legal-processes/:id': {
    of: 'legalProcess',
    body: async ({ legalProcess, agency }, _, tracker) => {
      const [{ agency_id: agencyId } = { agency_id: agency }] = await tracker.sql<{ agency_id: string }>(
        'SELECT agency_id FROM app.legal_processes WHERE id = $1',
        [legalProcess],
      );
      return { ...aWarrant, agencyId, reason: 'The number was mistyped.' };
    },
  },
  'PUT /api/v1/legal-processes/:id/service': {
    of: 'legalProcess',
    isFinal: true,
    body: () => ({ servedOn: '2026-03-02' }),
  },
  'PUT /api/v1/legal-processes/:id/return': {
    of: 'servedProcess',
    isFinal: true,
    body: () => ({ returnedOn: '2026-03-02', outcome: 'returned_with_data', itemsReceived: 12 }),
  },
  'POST /api/v1/legal-processes/:id/withdraw': {
    of: 'legalProcess',
    isFinal: true,
    body: () => ({ reason: 'The provider answered without it.' }),
  },
  'POST /api/v1/legal-processes/:id/void': {
    of: 'legalProcess',
    isFinal: true,
    body: () => ({ reason: 'Recorded twice.' }),
  },

  'POST /api/v1/forensic-exams': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({ complaintId, requestedOn: '2026-03-01' }),
  },
  'GET /api/v1/forensic-exams': {},
  'GET /api/v1/forensic-exams/:id': { of: 'forensicExam' },
  'PUT /api/v1/forensic-exams/:id': {
    of: 'forensicExam',
    body: ({ agency: agencyId }) => ({
      agencyId,
      legalProcessId: null,
      requestedOn: '2026-03-01',
      beganOn: null,
      reason: 'The log says so.',
    }),
  },
  'PUT /api/v1/forensic-exams/:id/completion': {
    of: 'forensicExam',
    body: () => ({
      completedOn: '2026-03-02',
      result: 'evidence_found',
      devices: 12,
      bytes: 4_000_787_030_016,
      byKind: { computers: 2, phones: 3, storageMedia: 7, otherDevices: 0 },
    }),
  },
  'POST /api/v1/forensic-exams/:id/void': {
    of: 'forensicExam',
    isFinal: true,
    body: () => ({ reason: 'Recorded twice.' }),
  },
};
