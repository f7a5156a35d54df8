import { namePerson, type PersonView } from './person.view.js';
import type { Actor, Role } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { type SeatView, toSeatView } from './seat.view.js';
import type { RecertificationDecision } from './accounts.enums.js';
import type { Recertification, RecertificationLine } from './recertification.entity.js';

/** Actions that the reader may take. */
export class RecertificationMay {
  /** Whether the reader may decide on its accounts. */
  readonly decide!: boolean;
  /** Whether the reader may sign off once all accounts are decided. */
  readonly signOff!: boolean;
}

/** Yearly review of accounts. */
export class RecertificationView {
  readonly id!: string;
  readonly version!: number;
  /** Seat of the review, which includes the accounts below it. */
  readonly seat!: SeatView;
  /**
   * Account that started the review.
   * @format uuid
   */
  readonly startedBy!: string;
  /** Person who started the review. */
  readonly startedByPerson!: PersonView;
  /** Time of the start. */
  readonly startedAt!: string;
  /** Number of accounts on the list. */
  readonly lines!: number;
  /** Number of undecided accounts. */
  readonly undecided!: number;
  /**
   * Account that signed off; null before the sign-off.
   * @format uuid
   */
  readonly signedOffBy!: string | null;
  /** Person who signed off; null before the sign-off. */
  readonly signedOffByPerson!: PersonView | null;
  /** Time of the sign-off; null before it. */
  readonly signedOffAt!: string | null;
  /** Due time of the next review, 365 days after the sign-off; null before it. */
  readonly dueAt!: string | null;
  readonly may!: RecertificationMay;
}

/** Status of the review of the reader's own seat. */
export class OwnReviewStatus {
  /** Time of the last sign-off; null if there was none. */
  readonly lastSignedOffAt!: string | null;
  /** Whether the last sign-off is 365 days ago or missing. */
  readonly isDue!: boolean;
}

/** Page of reviews. */
export class RecertificationPage {
  readonly ownReview!: OwnReviewStatus;
  readonly items!: RecertificationView[];
  readonly nextCursor!: string | null;
}

/** Account on the list of a review. */
export class RecertificationLineView {
  /** Account under review. */
  readonly accountId!: string;
  /**
   * Name that other people see.
   * @example Dana Reyes
   */
  readonly name!: string;
  /**
   * Email address for sign-in.
   * @example dana.reyes@example.gov
   */
  readonly email!: string;
  /** Role at the start of the review. */
  readonly role!: Role;
  /** Seat at the start of the review. */
  readonly seat!: SeatView;
  /** Time of the last sign-in before the review; null if there was none. */
  readonly lastSignedInAt!: string | null;
  /** Decision; null before it. */
  readonly decision!: RecertificationDecision | null;
  /**
   * Account that decided; null before the decision.
   * @format uuid
   */
  readonly decidedBy!: string | null;
  /** Person who decided; null before the decision. */
  readonly decidedByPerson!: PersonView | null;
  /** Time of the decision; null before it. */
  readonly decidedAt!: string | null;
}

/** Page of accounts of a review. */
export class RecertificationLinePage {
  readonly items!: RecertificationLineView[];
  readonly nextCursor!: string | null;
}

const yearMs = 365 * 86_400_000;

export interface CountedRecertification {
  readonly recertification: Recertification;
  readonly lines: number;
  readonly undecided: number;
}

export interface NamedLine {
  readonly line: RecertificationLine;
  readonly name: string;
  readonly email: string;
}

export function toRecertificationView(counted: CountedRecertification, actor: Actor): RecertificationView {
  const { recertification, lines, undecided } = counted;
  const { id, version, seat, startedBy, startedAt, signedOffBy, signedOffAt } = recertification;
  const isOpen = signedOffAt === null;
  return {
    id,
    version,
    seat: toSeatView(seat),
    startedBy,
    startedByPerson: namePerson(startedBy),
    startedAt: startedAt.toISOString(),
    lines,
    undecided,
    signedOffBy,
    signedOffByPerson: namePerson(signedOffBy),
    signedOffAt: signedOffAt?.toISOString() ?? null,
    dueAt: signedOffAt ? nextDueTime(signedOffAt).toISOString() : null,
    may: {
      decide: isOpen && undecided > 0 && allows(actor.role, 'accounts:approve'),
      signOff: isOpen && undecided === 0 && allows(actor.role, 'accounts:manage'),
    },
  };
}

export function toRecertificationLineView({ line, name, email }: NamedLine): RecertificationLineView {
  const { accountId, role, seat, lastSignedInAt, decision, decidedBy, decidedAt } = line;
  return {
    accountId,
    name,
    email,
    role,
    seat: toSeatView(seat),
    lastSignedInAt: lastSignedInAt?.toISOString() ?? null,
    decision,
    decidedBy,
    decidedByPerson: namePerson(decidedBy),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

export function toOwnReviewStatus(lastSignedOffAt: Date | null, now: Date): OwnReviewStatus {
  return {
    lastSignedOffAt: lastSignedOffAt?.toISOString() ?? null,
    isDue: lastSignedOffAt === null || nextDueTime(lastSignedOffAt) <= now,
  };
}

function nextDueTime(signedOffAt: Date): Date {
  return new Date(signedOffAt.getTime() + yearMs);
}
