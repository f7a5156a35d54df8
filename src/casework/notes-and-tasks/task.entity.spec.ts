import { describe, expect, it } from '@jest/globals';
import { TaskEnded } from './tasks.errors.js';
import { taskStates } from './tasks.enums.js';
import { Task } from './task.entity.js';

const now = new Date('2018-05-14T15:00:00Z');
const terms = { title: 'Ask the school once more.', ownerId: 'another', dueOn: '2018-05-28' };
const aTask = (overrides: Partial<Task> = {}): Task =>
  Object.assign(new Task(), { state: 'open', dueOn: '2018-05-14' }, overrides);

describe('a task', () => {
  it('is completed with a result or cancelled with a reason, by an author at a time', () => {
    const [done, cancelled] = [aTask(), aTask()];

    done.complete('Two days match.', 'who', now);
    cancelled.cancel('The warrant brought it.', 'who', now);

    expect(done).toMatchObject({ state: 'done', outcome: 'Two days match.', endedBy: 'who', endedAt: now });
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'The warrant brought it.', endedAt: now });
  });

  it.each(taskStates.filter((state) => state !== 'open'))('rejects changes when it is %s', (state) => {
    const acts: readonly ((task: Task) => void)[] = [
      (task) => {
        task.change(terms);
      },
      (task) => {
        task.complete('Two days match.', 'who', now);
      },
      (task) => {
        task.cancel('The warrant brought it.', 'who', now);
      },
    ];

    for (const act of acts) {
      const task = aTask({ state });
      expect(() => {
        act(task);
      }).toThrow(new TaskEnded(state));
      expect(task).toEqual(aTask({ state }));
    }
  });

  it('is overdue from the day after its due date, while it is open', () => {
    expect(aTask().isOverdue('2018-05-14')).toBe(false);
    expect(aTask().isOverdue('2018-05-15')).toBe(true);
    expect(aTask({ state: 'done' }).isOverdue('2018-05-15')).toBe(false);
  });
});
