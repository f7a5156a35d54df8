import type { Actor } from '../platform/access/actor.js';
import type { Policy } from '../platform/access/policy.js';
import type { Return } from './return.entity.js';

/** Who may do what to a return. */
export const returnPolicy = {
  /** A task force tells of itself, from its own seat. */
  prepare: ({ seat }, { taskForceId }) => seat.at === 'task_force' && seat.taskForceId === taskForceId,
  /** Whoever prepared it, counted it anew or answered for it does not approve it. Postgres holds them to it too. */
  approve: ({ accountId }, { preparedBy, countedBy, findings }) =>
    ![preparedBy, countedBy, ...findings.map(({ answer }) => answer?.by)].includes(accountId),
} satisfies Policy<Pick<Return, 'taskForceId' | 'preparedBy' | 'countedBy' | 'findings'>>;

/** Who may see which returns are missing: whoever they are made to. */
export const maySeeMissing = ({ seat }: Actor): boolean => seat.at === 'national';
