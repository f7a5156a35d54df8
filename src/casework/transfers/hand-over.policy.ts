import type { Actor } from '../../platform/actor/actor.js';
import type { Policy } from '../../access/policy.js';
import type { Day } from '../../platform/time/calendar.js';
import type { Share } from './share.entity.js';
import type { Transfer } from './transfer.entity.js';

interface Sides {
  readonly taskForceId: string;
  readonly agencyId: string;
  readonly toTaskForceId: string;
  readonly toAgencyId: string;
}

const isFrom = ({ seat }: Actor, { taskForceId, agencyId }: Sides): boolean =>
  seat.at === 'task_force' ? seat.taskForceId === taskForceId : seat.at === 'agency' && seat.agencyId === agencyId;

const isTo = ({ seat }: Actor, { toTaskForceId, toAgencyId }: Sides): boolean =>
  seat.at === 'task_force' ? seat.taskForceId === toTaskForceId : seat.at === 'agency' && seat.agencyId === toAgencyId;

/** Offer, with the day for which it is evaluated. */
export interface OfferOn {
  readonly transfer: Transfer;
  readonly today: Day;
}

/** Permitted actions on an offer that the actor sees. `oversight.may_answer` enforces the same rule in the database. */
export const transferPolicy = {
  revoke: (actor, { transfer }) => isFrom(actor, transfer),
  /** The agency it was offered to, or its task force after the last day for an answer. */
  answer: (actor, { transfer, today }) =>
    isTo(actor, transfer) && (actor.seat.at === 'agency' || transfer.hasLapsed(today)),
} satisfies Policy<OfferOn>;

/** Permitted actions on a share that the actor sees. */
export const sharePolicy = {
  /** The recipient; the owners read the complaint itself. */
  read: isTo,
} satisfies Policy<Share>;
