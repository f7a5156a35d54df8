import type { NoteView } from '../../src/casework/notes-and-tasks/note.view.js';
import type { PreservationView } from '../../src/casework/preservations/preservation.view.js';
import type { TaskView } from '../../src/casework/notes-and-tasks/task.view.js';
import type { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

export const noteAndTaskKinds = ['taskOwner', 'note', 'task', 'preservation'] as const;
export type NoteAndTaskKind = (typeof noteAndTaskKinds)[number];

/**
 * Creates one of each at an agency, in an unassigned complaint: the task is open, and the preservation letter is
 * active.
 */
export async function notesAndTasksAt(
  given: Given,
  agency: GivenAgency,
): Promise<Readonly<Record<NoteAndTaskKind, string>>> {
  const { accountId: ownerId } = await given.account({ agency });
  const { id: complaintId, by } = await given.complaint({ agencyId: agency.id });
  const note = await given.made<NoteView>(by, `/complaints/${complaintId}/notes`, { text: 'Called the school.' });
  const task = { complaintId, title: 'Call the school again.', ownerId, dueOn: '2026-03-09' };
  const request = { complaintId, provider: 'Example Chat', account: 'sample_player_17', requestedOn: '2026-03-01' };
  return {
    taskOwner: ownerId,
    note: note.id,
    task: (await given.made<TaskView>(by, '/tasks', task)).id,
    preservation: (await given.made<PreservationView>(by, '/preservations', request)).id,
  };
}

export const noteAndTaskRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/complaints/:id/notes': { of: 'complaint', body: () => ({ text: 'The counsellor called back.' }) },
  'GET /api/v1/complaints/:id/notes': { of: 'complaint' },
  'GET /api/v1/complaints/:id/timeline': { of: 'complaint' },

  'POST /api/v1/tasks': {
    of: 'complaint',
    body: ({ complaint: complaintId, taskOwner: ownerId }) => ({
      complaintId,
      title: 'Ask the school for the attendance list.',
      ownerId,
      dueOn: '2026-03-09',
    }),
  },
  'GET /api/v1/tasks': {},
  'GET /api/v1/tasks/:id': { of: 'task' },
  'PUT /api/v1/tasks/:id': {
    of: 'task',
    body: ({ taskOwner: ownerId }) => ({ title: 'Ask the school once more.', ownerId, dueOn: '2026-03-10' }),
  },
  'PUT /api/v1/tasks/:id/completion': { of: 'task', isFinal: true, body: () => ({ outcome: 'Two days match.' }) },
  'POST /api/v1/tasks/:id/cancel': { of: 'task', isFinal: true, body: () => ({ reason: 'The warrant brought it.' }) },

  'POST /api/v1/preservations': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({
      complaintId,
      provider: 'Example Chat',
      account: 'sample_player_17',
      requestedOn: '2026-03-01',
    }),
  },
  'GET /api/v1/people': {},

  'GET /api/v1/preservations': {},
  'GET /api/v1/preservations/expiring': {},
  'GET /api/v1/preservations/:id': { of: 'preservation' },
  'PUT /api/v1/preservations/:id/renewal': {
    of: 'preservation',
    isFinal: true,
    body: () => ({ renewedOn: '2026-03-02' }),
  },
  'POST /api/v1/preservations/:id/release': {
    of: 'preservation',
    isFinal: true,
    body: () => ({ reason: 'The warrant was answered.' }),
  },
};
