import { IsIn, IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { Integer, IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { AssistanceSession } from './assistance-session.entity.js';
import { mayRecord } from './outreach.policy.js';
import { assistanceKinds, type AssistanceKind, type RecipientMembership } from './outreach.words.js';

/** What is told of an assistance session, whole. */
export class CorrectAssistanceSession {
  /**
   * The day it was held.
   * @example 2018-04-17
   */
  @IsDay() readonly heldOn!: string;
  /** The agency that was helped, if it is one of the task force's. */
  @Omittable() @Nullable() @IsUUID() readonly recipientAgencyId?: string | null;
  /**
   * The agency that was helped, by its name, if it is none of the task force's.
   * @example Pine County Sheriff
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly recipientName?: string | null;
  /** @example forensic */
  @IsIn(assistanceKinds) readonly kind!: AssistanceKind;
  /**
   * What it was about. Nothing that tells of a case.
   * @example Unlocking a telephone
   */
  @Text({ max: 200 }) readonly topic!: string;
  /**
   * How long it took, begun hours whole.
   * @example 3
   */
  @Integer(1, 1000) readonly hours!: number;
}

/** Technical help that was given to another agency. */
export class RecordAssistanceSession extends CorrectAssistanceSession {
  /** The agency that helped: one's own if left out. From a task force's seat it has to be named. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Which assistance sessions to list, the latest first. */
export class AssistanceSessionsQuery extends PageQuery {
  /** Only those this agency gave. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** What the reader may do to this assistance session. */
export class AssistanceSessionMay {
  /** Correct what is told of it. */
  readonly correct!: boolean;
  /** Void it. */
  readonly void!: boolean;
}

/** Technical help that was given to another agency. */
export class AssistanceSessionView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The agency that helped.
   * @format uuid
   */
  readonly agencyId!: string;
  /** @format date */
  readonly heldOn!: string;
  /**
   * The agency that was helped, if it is one of the task force's.
   * @format uuid
   */
  readonly recipientAgencyId!: string | null;
  readonly recipientName!: string | null;
  /** Whether it was a member of the task force on that day, by its memberships as they are known now. */
  readonly recipientMembership!: RecipientMembership;
  readonly kind!: AssistanceKind;
  readonly topic!: string;
  readonly hours!: number;
  /**
   * When it was voided, and so counts no more; null while it stands.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it was voided. */
  readonly voidReason!: string | null;
  readonly may!: AssistanceSessionMay;
}

/** A part of a list of assistance sessions. */
export class AssistanceSessionPage {
  readonly items!: AssistanceSessionView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A session, and how the agency it helped stood to the task force on that day. */
export interface AssistanceRecord {
  readonly session: AssistanceSession;
  readonly recipientMembership: RecipientMembership;
}

export function viewOf({ session, recipientMembership }: AssistanceRecord, actor: Actor): AssistanceSessionView {
  const { id, version, taskForceId, agencyId, heldOn, recipientAgencyId, recipientName } = session;
  const { kind, topic, hours, voidedAt, voidReason } = session;
  const may = mayRecord(actor) && voidedAt === null;
  return {
    id,
    version,
    taskForceId,
    agencyId,
    heldOn,
    recipientAgencyId,
    recipientName,
    recipientMembership,
    kind,
    topic,
    hours,
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
    may: { correct: may, void: may },
  };
}
