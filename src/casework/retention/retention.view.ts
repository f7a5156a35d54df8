import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { Day } from '../../platform/time/calendar.js';
import type { Retention } from './retention.entity.js';
import { retentionPolicy } from './retention.policy.js';
import type { RetentionClass } from './retention.enums.js';

/** Actions that the reader may take. */
export class RetentionMay {
  /** Whether the reader may deviate from the rule. */
  readonly decide!: boolean;
  /** Whether the reader may mark it for purge. */
  readonly mark!: boolean;
  /** Whether the reader may withdraw the mark. */
  readonly unmark!: boolean;
}

/** The retention of a complaint. */
export class RetentionView {
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** The complaint's version. Each retention decision adds one. */
  readonly version!: number;
  readonly class!: RetentionClass | null;
  /** Whether the rule applies, without a person's decision. */
  readonly isByRule!: boolean;
  /** The day of closing, or the later day another complaint was merged into it; null while open. */
  readonly closedOn!: string | null;
  /** The first day on which it may be marked for purge; null for permanent retention. */
  readonly reviewOn!: string | null;
  /** Whether the review day has been reached. */
  readonly isDue!: boolean;
  /** Whether an active legal hold blocks every deletion. */
  readonly isOnHold!: boolean;
  readonly reason!: string | null;
  /**
   * The account that decided.
   * @format uuid
   */
  readonly decidedBy!: string | null;
  readonly decidedByPerson!: PersonView | null;
  /** Time of the decision; null while the rule applies. */
  readonly decidedAt!: string | null;
  /** The reason for marking it for purge; null without a mark. */
  readonly markReason!: string | null;
  /**
   * The account that marked it for purge.
   * @format uuid
   */
  readonly markedBy!: string | null;
  readonly markedByPerson!: PersonView | null;
  /** Time at which it was marked for purge; null without a mark. */
  readonly markedAt!: string | null;
  /**
   * Earliest time at which a purge deletes the complaint, unless the mark is withdrawn; null without a mark.
   * @format date-time
   */
  readonly purgeNotBefore!: string | null;
  readonly may!: RetentionMay;
}

/** A closed complaint that is due for review. */
export class DueView {
  readonly complaintId!: string;
  /**
   * Number of the investigation, for people.
   * @example NE-000417
   */
  readonly reference!: string;
  /** The agency that owns it. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly class!: RetentionClass;
  readonly closedOn!: string;
  /** Day from which it may be marked for purge. */
  readonly reviewOn!: string;
  readonly isOnHold!: boolean;
  readonly markedAt!: string | null;
  /** @format date-time */
  readonly purgeNotBefore!: string | null;
  /** The complaint's version, for `If-Match`. */
  readonly version!: number;
}

/** A page of complaints due for review. */
export class DuePage {
  readonly items!: DueView[];
  readonly nextCursor!: string | null;
}

/** The retention of a complaint, with the day and legal holds that affect it. */
export interface RetentionRecord {
  readonly complaint: Complaint;
  /** Null while the complaint is open and was never closed. */
  readonly retention: Retention | null;
  readonly today: Day;
  readonly isOnHold: boolean;
}

export function toRetentionView(
  { complaint, retention, today, isOnHold }: RetentionRecord,
  actor: Actor,
): RetentionView {
  const kept = complaint.state === 'closed' ? retention : null;
  const keep = allows(actor.role, 'retention:manage') && retentionPolicy.decide(actor, complaint) && kept !== null;
  const isMarked = kept?.markedAt != null;
  const isDue = kept?.isDue(today) ?? false;
  return {
    complaintId: complaint.id,
    complaint: nameComplaint(complaint.id),
    version: complaint.version,
    class: kept?.class ?? null,
    isByRule: kept?.decidedAt == null,
    closedOn: kept?.closedOn ?? null,
    reviewOn: kept?.reviewOn ?? null,
    isDue,
    isOnHold,
    reason: kept?.reason ?? null,
    decidedBy: kept?.decidedBy ?? null,
    decidedByPerson: namePerson(kept?.decidedBy ?? null),
    decidedAt: kept?.decidedAt?.toISOString() ?? null,
    markReason: kept?.markReason ?? null,
    markedBy: kept?.markedBy ?? null,
    markedByPerson: namePerson(kept?.markedBy ?? null),
    markedAt: kept?.markedAt?.toISOString() ?? null,
    purgeNotBefore: kept?.purgeNotBefore?.toISOString() ?? null,
    may: { decide: keep && !isMarked, mark: keep && isDue && !isMarked && !isOnHold, unmark: keep && isMarked },
  };
}
