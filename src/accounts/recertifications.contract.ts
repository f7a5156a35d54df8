import { IsIn, IsUUID } from 'class-validator';
import type { Actor, Role } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { ListOf, Omittable, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { SeatView, seatViewOf } from './accounts.contract.js';
import { recertificationDecisions, type RecertificationDecision } from './accounts.words.js';
import type { Recertification, RecertificationLine } from './recertification.entity.js';

/** Which reviews to list, the latest first. */
export class RecertificationsQuery extends PageQuery {
  /** Only those that are, or are not, signed off. */
  @Omittable() @YesOrNo() readonly signedOff?: boolean;
}

/** Which accounts of a list to read. */
export class LinesQuery extends PageQuery {
  /** Only those that are, or are not, decided on. */
  @Omittable() @YesOrNo() readonly decided?: boolean;
}

/** What is decided on one account. */
export class LineDecision {
  /**
   * The account.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @IsUUID() readonly accountId!: string;
  /**
   * Confirmed as it is, or disabled at once.
   * @example confirmed
   */
  @IsIn(recertificationDecisions) readonly decision!: RecertificationDecision;
}

/** What is decided on accounts of the list, never on one's own. */
export class DecideLines {
  @ListOf(() => LineDecision, 200, 1) readonly decisions!: LineDecision[];
}

/** What the reader may do to this review. */
export class RecertificationMay {
  /** Decide on its accounts. */
  readonly decide!: boolean;
  /** Sign for it, once all are decided on. */
  readonly signOff!: boolean;
}

/** A yearly review of accounts. */
export class RecertificationView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** Whose accounts, with all below. */
  readonly seat!: SeatView;
  /**
   * Who started it.
   * @format uuid
   */
  readonly startedBy!: string;
  /**
   * When.
   * @format date-time
   */
  readonly startedAt!: string;
  /** How many accounts are on it. */
  readonly lines!: number;
  /** How many of them are not decided on yet. */
  readonly undecided!: number;
  /**
   * Who signed for it; null while nobody has.
   * @format uuid
   */
  readonly signedOffBy!: string | null;
  /**
   * When; null while nobody has.
   * @format date-time
   */
  readonly signedOffAt!: string | null;
  /**
   * When the seat is due again, 365 days after this was signed off; null while it is not.
   * @format date-time
   */
  readonly dueAt!: string | null;
  readonly may!: RecertificationMay;
}

/** Whether the reader's own seat has to go through its accounts. */
export class RecertificationDue {
  /**
   * When it last did; null for never.
   * @format date-time
   */
  readonly lastSignedOffAt!: string | null;
  /** Whether that is 365 days ago, or never was. */
  readonly isDue!: boolean;
}

/** A part of a list of reviews. */
export class RecertificationPage {
  readonly due!: RecertificationDue;
  readonly items!: RecertificationView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** An account on the list. */
export class RecertificationLineView {
  /** @format uuid */
  readonly accountId!: string;
  /**
   * The name others see.
   * @example Dana Reyes
   */
  readonly name!: string;
  /**
   * The name to sign in with.
   * @example dana.reyes@example.gov
   */
  readonly email!: string;
  /** Its role when the list was made. */
  readonly role!: Role;
  /** Where it sat when the list was made. */
  readonly seat!: SeatView;
  /**
   * When its owner had last signed in by then; null for never.
   * @format date-time
   */
  readonly lastSignedInAt!: string | null;
  /** Null while it is not decided on. */
  readonly decision!: RecertificationDecision | null;
  /**
   * Who decided; null while nobody has.
   * @format uuid
   */
  readonly decidedBy!: string | null;
  /**
   * When; null while nobody has.
   * @format date-time
   */
  readonly decidedAt!: string | null;
}

/** A part of the accounts on a list. */
export class RecertificationLinePage {
  readonly items!: RecertificationLineView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

const yearMs = 365 * 86_400_000;

/** A review and how far it is. */
export interface CountedRecertification {
  readonly recertification: Recertification;
  readonly lines: number;
  readonly undecided: number;
}

/** An account on a list, with what people call it. */
export interface NamedLine {
  readonly line: RecertificationLine;
  readonly name: string;
  readonly email: string;
}

export function viewOf(counted: CountedRecertification, actor: Actor): RecertificationView {
  const { recertification, lines, undecided } = counted;
  const { id, version, seat, startedBy, startedAt, signedOffBy, signedOffAt } = recertification;
  const isOpen = signedOffAt === null;
  return {
    id,
    version,
    seat: seatViewOf(seat),
    startedBy,
    startedAt: startedAt.toISOString(),
    lines,
    undecided,
    signedOffBy,
    signedOffAt: signedOffAt?.toISOString() ?? null,
    dueAt: signedOffAt ? dueAfter(signedOffAt).toISOString() : null,
    may: {
      decide: isOpen && undecided > 0 && allows(actor.role, 'accounts:approve'),
      signOff: isOpen && undecided === 0 && allows(actor.role, 'accounts:keep'),
    },
  };
}

export function lineViewOf({ line, name, email }: NamedLine): RecertificationLineView {
  const { accountId, role, seat, lastSignedInAt, decision, decidedBy, decidedAt } = line;
  return {
    accountId,
    name,
    email,
    role,
    seat: seatViewOf(seat),
    lastSignedInAt: lastSignedInAt?.toISOString() ?? null,
    decision,
    decidedBy,
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

export function dueViewOf(lastSignedOffAt: Date | null, now: Date): RecertificationDue {
  return {
    lastSignedOffAt: lastSignedOffAt?.toISOString() ?? null,
    isDue: lastSignedOffAt === null || dueAfter(lastSignedOffAt) <= now,
  };
}

function dueAfter(signedOffAt: Date): Date {
  return new Date(signedOffAt.getTime() + yearMs);
}
