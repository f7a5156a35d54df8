import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { LegalHold } from './legal-hold.entity.js';
import { legalHoldPolicy } from './retention.policy.js';

/** Actions that the reader may take. */
export class LegalHoldMay {
  /** Whether the reader may extend it after a review. */
  readonly review!: boolean;
  /** Whether the reader may request its lifting. */
  readonly requestLifting!: boolean;
  /** Whether the reader may lift it, as the second person. */
  readonly lift!: boolean;
}

/** A legal hold. */
export class LegalHoldView {
  readonly id!: string;
  readonly version!: number;
  /** Complaint under the hold. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  readonly authority!: string;
  /** Reason for the hold. */
  readonly reason!: string;
  readonly reviewOn!: string;
  /** Whether the hold is active: not lifted. */
  readonly isActive!: boolean;
  /**
   * The account that placed it.
   * @format uuid
   */
  readonly placedBy!: string;
  readonly placedByPerson!: PersonView;
  /** Time at which it was placed. */
  readonly placedAt!: string;
  /** The reason for lifting it; null without a request. */
  readonly liftReason!: string | null;
  /**
   * The account that requested lifting.
   * @format uuid
   */
  readonly liftRequestedBy!: string | null;
  readonly liftRequestedByPerson!: PersonView | null;
  /** Time of the request; null without one. */
  readonly liftRequestedAt!: string | null;
  /**
   * The account that lifted it, different from the requester.
   * @format uuid
   */
  readonly liftedBy!: string | null;
  /** Person who lifted it, different from the requester. */
  readonly liftedByPerson!: PersonView | null;
  /** Time at which it was lifted; null while active. */
  readonly liftedAt!: string | null;
  readonly may!: LegalHoldMay;
}

/** A page of holds. */
export class LegalHoldPage {
  readonly items!: LegalHoldView[];
  readonly nextCursor!: string | null;
}

export function toLegalHoldView(hold: LegalHold, actor: Actor): LegalHoldView {
  const { id, version, complaintId, authority, reason, reviewOn, isActive, liftReason, liftRequestedBy, liftedBy } =
    hold;
  const keep = allows(actor.role, 'retention:manage') && isActive;
  const isRequested = hold.liftRequestedAt !== null;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    authority,
    reason,
    reviewOn,
    isActive,
    placedBy: hold.placedBy,
    placedByPerson: namePerson(hold.placedBy),
    placedAt: hold.placedAt.toISOString(),
    liftReason,
    liftRequestedBy,
    liftRequestedByPerson: namePerson(liftRequestedBy),
    liftRequestedAt: hold.liftRequestedAt?.toISOString() ?? null,
    liftedBy,
    liftedByPerson: namePerson(liftedBy),
    liftedAt: hold.liftedAt?.toISOString() ?? null,
    may: {
      review: keep,
      requestLifting: keep && !isRequested,
      lift: keep && isRequested && legalHoldPolicy.lift(actor, hold),
    },
  };
}
