import { declareTimeline, timelineSource } from '../records/timeline-declarations.js';
import type { TaskState } from './tasks.enums.js';

/** Assignee before the change, by the order in which the terms of the task were recorded. */
const formerOwner = `(
  SELECT f.owner_id FROM app.task_terms f
   WHERE f.task_force_id = r.task_force_id AND f.task_id = r.task_id AND (f.recorded_at, f.id) < (r.recorded_at, r.id)
   ORDER BY f.recorded_at DESC, f.id DESC LIMIT 1)`;

// The timeline omits the text of a note and the title of a task.
declareTimeline(
  timelineSource<{ corrects: boolean }>({
    kind: 'note_written',
    from: 'app.notes r',
    at: 'r.written_at',
    author: 'r.written_by',
    facts: { corrects: 'r.corrects IS NOT NULL' },
    describe: ({ corrects }) => ({ words: corrects ? 'An earlier note was corrected' : 'A note was written' }),
  }),
  timelineSource<{ due: string }>({
    kind: 'task_set',
    from: 'app.task_terms r',
    where: 'NOT r.is_change',
    at: 'r.recorded_at',
    author: 'r.recorded_by',
    person: 'r.owner_id',
    facts: { due: 'r.due_on' },
    describe: ({ due }, owner) => ({ words: `A task was created for ${owner ?? 'somebody'}, due ${due}` }),
  }),
  timelineSource<{ due: string }>({
    kind: 'task_reassigned',
    from: 'app.task_terms r',
    where: `r.is_change AND r.owner_id IS DISTINCT FROM ${formerOwner}`,
    at: 'r.recorded_at',
    author: 'r.recorded_by',
    person: 'r.owner_id',
    facts: { due: 'r.due_on' },
    describe: ({ due }, owner) => ({ words: `A task was reassigned to ${owner ?? 'somebody'}, due ${due}` }),
  }),
  timelineSource<{ due: string }>({
    kind: 'task_rescheduled',
    from: 'app.task_terms r',
    where: `r.is_change AND r.owner_id IS NOT DISTINCT FROM ${formerOwner}`,
    at: 'r.recorded_at',
    author: 'r.recorded_by',
    person: 'r.owner_id',
    facts: { due: 'r.due_on' },
    describe: ({ due }, owner) => ({
      words: `The due date of a task of ${owner ?? 'somebody'} was changed to ${due}`,
    }),
  }),
  timelineSource<{ state: TaskState; reason: string | null }>({
    kind: 'task_ended',
    from: 'app.tasks r',
    where: 'r.ended_at IS NOT NULL',
    at: 'r.ended_at',
    author: 'r.ended_by',
    facts: { state: 'r.state', reason: 'r.cancel_reason' },
    describe: ({ state, reason }) => ({
      words: state === 'done' ? 'A task was completed' : 'A task was cancelled',
      reason,
    }),
  }),
);
