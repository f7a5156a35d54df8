import type { Actor } from '../platform/access/actor.js';
import type { Policy } from '../platform/access/policy.js';
import type { Day } from '../platform/time/calendar.js';
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

/** An offer as it stands on a day. */
export interface OfferOn {
  readonly transfer: Transfer;
  readonly today: Day;
}

/** Who may do what to an offer they see. `oversight.may_answer` holds the same against whoever asks. */
export const transferPolicy = {
  revoke: (actor, { transfer }) => isFrom(actor, transfer),
  /** The agency it was offered to; its task force in its stead, once nobody there has answered in time. */
  answer: (actor, { transfer, today }) =>
    isTo(actor, transfer) && (actor.seat.at === 'agency' || transfer.hasLapsed(today)),
} satisfies Policy<OfferOn>;

/** Who may do what to a share they see. */
export const sharePolicy = {
  /** Whoever it is shared with; its owners read the complaint itself. */
  read: isTo,
} satisfies Policy<Share>;
