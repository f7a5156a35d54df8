import { IsIn } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Day } from '../platform/time/calendar.js';
import type { Retention } from './retention.entity.js';
import { retentionPolicy } from './retention.policy.js';
import { retentionClasses, type RetentionClass } from './retention.words.js';

/** How long a complaint is kept, where somebody decides otherwise than the rule. */
export class DecideRetention {
  /**
   * How long it is kept from the day it was closed.
   * @example arrest_or_prosecution
   */
  @IsIn(retentionClasses) readonly class!: RetentionClass;
  /**
   * A later day of review than the class says.
   * @example 2060-01-01
   */
  @Omittable() @Nullable() @IsDay() readonly reviewOn?: string | null;
  /**
   * Why; no place for a name.
   * @example An appeal is pending in the State court.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Why a complaint is marked for purge, or its mark taken back. */
export class GiveRetentionReason {
  /**
   * Why; no place for a name.
   * @example Reviewed: no reason to keep it is left.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which of the closed complaints whose day of review has come to list, the longest due first. */
export class DueQuery extends PageQuery {
  /** Only those that are, or are not, marked for purge. */
  @Omittable() @YesOrNo() readonly marked?: boolean;
}

/** What the reader may do about how long it is kept. */
export class RetentionMay {
  /** Decide otherwise than the rule. */
  readonly decide!: boolean;
  /** Mark it for purge. */
  readonly mark!: boolean;
  /** Take the mark back. */
  readonly unmark!: boolean;
}

/** How long a complaint is kept. */
export class RetentionView {
  /**
   * The complaint.
   * @format uuid
   */
  readonly complaintId!: string;
  /** Of the complaint: each decision on how long it is kept is a version of it. */
  readonly version!: number;
  /** Null while the complaint is open. */
  readonly class!: RetentionClass | null;
  /** The rule decides, and nobody has decided otherwise. */
  readonly isByRule!: boolean;
  /**
   * The day it was closed, or on which another was merged into it after that; null while it is open.
   * @format date
   */
  readonly closedOn!: string | null;
  /**
   * From when on it may be marked for purge; null for what is kept for good.
   * @format date
   */
  readonly reviewOn!: string | null;
  /** The day of review has come. */
  readonly isDue!: boolean;
  /** A legal hold stands: nothing is deleted. */
  readonly isOnHold!: boolean;
  /** Why somebody decided otherwise than the rule. */
  readonly reason!: string | null;
  /**
   * Who decided.
   * @format uuid
   */
  readonly decidedBy!: string | null;
  /**
   * When somebody decided; null where the rule stands.
   * @format date-time
   */
  readonly decidedAt!: string | null;
  /** Why it was marked for purge; null while it is not. */
  readonly markReason!: string | null;
  /**
   * Who marked it for purge.
   * @format uuid
   */
  readonly markedBy!: string | null;
  /**
   * When it was marked for purge; null while it is not.
   * @format date-time
   */
  readonly markedAt!: string | null;
  /**
   * From when on the next purge takes it, unless the mark is taken back.
   * @format date-time
   */
  readonly purgeNotBefore!: string | null;
  readonly may!: RetentionMay;
}

/** A closed complaint whose day of review has come. */
export class DueView {
  /** @format uuid */
  readonly complaintId!: string;
  /**
   * What people call it by.
   * @example NE-000417
   */
  readonly reference!: string;
  /**
   * The agency that owns it.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly class!: RetentionClass;
  /** @format date */
  readonly closedOn!: string;
  /** @format date */
  readonly reviewOn!: string;
  /** A legal hold stands: nothing is deleted. */
  readonly isOnHold!: boolean;
  /** @format date-time */
  readonly markedAt!: string | null;
  /** @format date-time */
  readonly purgeNotBefore!: string | null;
  /** Of the complaint, for `If-Match`. */
  readonly version!: number;
}

/** A part of the list of what is due. */
export class DuePage {
  readonly items!: DueView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** How long a complaint is kept, with what else has a say in it. */
export interface KeptRecord {
  readonly complaint: Complaint;
  /** Null while it is open and never was closed. */
  readonly retention: Retention | null;
  readonly today: Day;
  readonly isOnHold: boolean;
}

export function viewOf({ complaint, retention, today, isOnHold }: KeptRecord, actor: Actor): RetentionView {
  const kept = complaint.state === 'closed' ? retention : null;
  const keep = allows(actor.role, 'retention:keep') && retentionPolicy.keep(actor, complaint) && kept !== null;
  const isMarked = kept?.markedAt != null;
  const isDue = kept?.isDue(today) ?? false;
  return {
    complaintId: complaint.id,
    version: complaint.version,
    class: kept?.class ?? null,
    isByRule: kept?.decidedAt == null,
    closedOn: kept?.closedOn ?? null,
    reviewOn: kept?.reviewOn ?? null,
    isDue,
    isOnHold,
    reason: kept?.reason ?? null,
    decidedBy: kept?.decidedBy ?? null,
    decidedAt: kept?.decidedAt?.toISOString() ?? null,
    markReason: kept?.markReason ?? null,
    markedBy: kept?.markedBy ?? null,
    markedAt: kept?.markedAt?.toISOString() ?? null,
    purgeNotBefore: kept?.purgeNotBefore?.toISOString() ?? null,
    may: { decide: keep && !isMarked, mark: keep && isDue && !isMarked && !isOnHold, unmark: keep && isMarked },
  };
}
