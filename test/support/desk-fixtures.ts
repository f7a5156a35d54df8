import type { NoteView } from '../../src/casework/notes-and-tasks/note.view.js';
import type { PreservationView } from '../../src/casework/preservations/preservation.view.js';
import type { TaskView } from '../../src/casework/notes-and-tasks/task.view.js';
import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Fixtures of notes, tasks and preservation letters, and of accounts that a task can be assigned to. */
export const deskKinds = ['taskOwner', 'note', 'task', 'preservation'] as const;
export type DeskKind = (typeof deskKinds)[number];

/**
 * Creates one of each at an agency, in an unassigned complaint: the task is open, and the preservation letter is
 * active.
 */
export async function deskAt(given: Given, agency: GivenAgency): Promise<Readonly<Record<DeskKind, string>>> {
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
