import type { Actor } from '../../platform/actor/actor.js';
import type { Policy } from '../../access/policy.js';
import type { Day } from '../../platform/time/calendar.js';
import type { Share } from './share.entity.js';
import type { Transfer } from './transfer.entity.js';

interface TransferParties {
  readonly taskForceId: string;
  readonly agencyId: string;
  readonly toTaskForceId: string;
  readonly toAgencyId: string;
}

const isSender = ({ seat }: Actor, { taskForceId, agencyId }: TransferParties): boolean =>
  seat.level === 'task_force'
    ? seat.taskForceId === taskForceId
    : seat.level === 'agency' && seat.agencyId === agencyId;

const isRecipient = ({ seat }: Actor, { toTaskForceId, toAgencyId }: TransferParties): boolean =>
  seat.level === 'task_force'
    ? seat.taskForceId === toTaskForceId
    : seat.level === 'agency' && seat.agencyId === toAgencyId;

export interface DatedTransfer {
  readonly transfer: Transfer;
  readonly today: Day;
}

/** Permitted actions on an offer that the actor sees. `oversight.may_answer` enforces the same rule in the database. */
export const transferPolicy = {
  revoke: (actor, { transfer }) => isSender(actor, transfer),
  /** The agency it was offered to, or its task force after the last day for an answer. */
  answer: (actor, { transfer, today }) =>
    isRecipient(actor, transfer) && (actor.seat.level === 'agency' || transfer.hasLapsed(today)),
} satisfies Policy<DatedTransfer>;

export const sharePolicy = {
  /** The recipient; the owners read the complaint itself. */
  read: isRecipient,
} satisfies Policy<Share>;
