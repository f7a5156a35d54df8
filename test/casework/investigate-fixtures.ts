import type { ForensicExamView } from '../../src/casework/investigations/forensic-exam.view.js';
import type { InvestigationView } from '../../src/casework/investigations/investigation.view.js';
import type { LegalProcessView } from '../../src/casework/investigations/legal-process.view.js';
import type { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { ValidRequest } from '../support/requests.js';
import type { Tracker } from '../support/tracker.js';

export const investigateKinds = [
  'investigation',
  'closedInvestigation',
  'legalProcess',
  'servedProcess',
  'forensicExam',
] as const;
export type InvestigateKind = (typeof investigateKinds)[number];

/** Valid search warrant for a complaint received the day before. */
export const aWarrant = {
  kind: 'search_warrant_premises',
  authority: 'District Court of Douglas County',
  number: 'CR 26-2231',
  directedTo: 'The residence on the corner',
  issuedOn: '2026-03-01',
  expiresOn: '2026-03-11',
} as const;

/** Creates one of each at an agency; the investigations have no outstanding process, so they can be closed. */
export async function investigateAt(
  given: Given,
  { id: agencyId }: GivenAgency,
): Promise<Readonly<Record<InvestigateKind, string>>> {
  const investigated = async () => {
    const { id, by } = await given.complaint({ agencyId, state: 'assigned' });
    const opening = { complaintIds: [id], title: 'Uploads from one household', openedOn: '2026-03-01' };
    return given.made<InvestigationView>(by, '/investigations', opening);
  };
  const open = await investigated();
  const closed = await investigated();
  const closing = { outcome: 'unable_to_identify_suspect', closedOn: '2026-03-02', narrative: 'No lead is left.' };
  await given.changed(closed, `/investigations/${closed.id}/closure`, closing);
  const { id: complaintId, by } = await given.complaint({ agencyId });
  const issued = await given.made<LegalProcessView>(by, '/legal-processes', { complaintId, ...aWarrant });
  const served = await given.made<LegalProcessView>(by, '/legal-processes', { complaintId, ...aWarrant });
  await given.changed(served, `/legal-processes/${served.id}/service`, { servedOn: '2026-03-02' });
  const request = { complaintId, requestedOn: '2026-03-01' };
  return {
    investigation: open.id,
    closedInvestigation: closed.id,
    legalProcess: issued.id,
    servedProcess: served.id,
    forensicExam: (await given.made<ForensicExamView>(by, '/forensic-exams', request)).id,
  };
}

/** Creates an issued legal process in a complaint of its own. */
export async function processAt(given: Given, { id: agencyId }: GivenAgency): Promise<string> {
  const { id: complaintId, by } = await given.complaint({ agencyId });
  return (await given.made<LegalProcessView>(by, '/legal-processes', { complaintId, ...aWarrant })).id;
}

/** Creates a requested forensic examination in a complaint of its own. */
export async function examAt(given: Given, { id: agencyId }: GivenAgency): Promise<string> {
  const { id: complaintId, by } = await given.complaint({ agencyId });
  return (await given.made<ForensicExamView>(by, '/forensic-exams', { complaintId, requestedOn: '2026-03-01' })).id;
}

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
