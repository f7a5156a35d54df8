import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { requireFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { MarkedForPurge, ReviewNotDue, NotMarkedForPurge } from './retention.errors.js';
import { purgeDelayDays, type RetentionClass } from './retention.enums.js';

export interface RetentionRule {
  readonly class: RetentionClass;
  readonly closedOn: Day;
  /** The review day; null for permanent retention. */
  readonly reviewOn: Day | null;
}

/** A person's decision instead of the rule, or at the review. */
export interface RetentionDecision extends Omit<RetentionRule, 'closedOn'> {
  readonly reason: string;
}

export interface Attribution {
  readonly by: string;
  readonly at: Date;
}

/** The retention of a closed complaint. The rule applies until a person decides otherwise, with a reason. */
@Entity('retentions')
@Unique(['complaintId'])
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'reviewOn', 'complaintId'], { where: 'review_on IS NOT NULL' })
@Index(['purgeNotBefore', 'complaintId'], { where: 'marked_at IS NOT NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class Retention {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') class!: RetentionClass;
  @Column('date') closedOn!: string;
  @Column('date', { nullable: true }) reviewOn!: string | null;
  /** The reason for deviating from the rule; null while the rule applies. */
  @Column('text', { nullable: true }) reason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) markReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) markedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) markedAt!: Date | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) purgeNotBefore!: Date | null;
  @VersionColumn() readonly version!: number;

  /**
   * Updates the retention from the rule. Decisions and marks for an earlier closing end; those for this closing remain.
   */
  applyRule(rule: RetentionRule): void {
    if (this.closedOn !== rule.closedOn) this.clearDecisions();
    if (this.decidedAt === null) Object.assign(this, rule);
  }

  decide({ reason, ...decision }: RetentionDecision, { by, at }: Attribution): void {
    if (this.markedAt !== null) throw new MarkedForPurge();
    Object.assign(this, { ...decision, reason, decidedBy: by, decidedAt: at });
  }

  /** Marks it for purge, from its review day on. The purge follows a month later, unless the mark is withdrawn. */
  markForPurge(reason: string, today: Day, { by, at }: Attribution): void {
    if (this.markedAt !== null) throw new MarkedForPurge();
    if (!this.isDue(today)) throw new ReviewNotDue(this.reviewOn);
    const purgeNotBefore = new Date(at.getTime() + purgeDelayDays * 86_400_000);
    Object.assign(this, { markReason: reason, markedBy: by, markedAt: at, purgeNotBefore });
  }

  withdrawPurgeMark(): void {
    if (this.markedAt === null) throw new NotMarkedForPurge();
    Object.assign(this, { markReason: null, markedBy: null, markedAt: null, purgeNotBefore: null });
  }

  isDue(today: Day): boolean {
    return this.reviewOn !== null && this.reviewOn <= today;
  }

  private clearDecisions(): void {
    Object.assign(this, { reason: null, decidedBy: null, decidedAt: null });
    if (this.markedAt !== null) this.withdrawPurgeMark();
  }
}

/** Returns the review day. A review may postpone the day of the class, and never advance it. */
export function resolveReviewDay(requested: Day | null | undefined, classDay: Day | null, today: Day): Day | null {
  if (requested == null) return classDay;
  requireFuture('/reviewOn', requested, today);
  if (classDay === null || requested < classDay)
    throw InvalidInput.forPath('/reviewOn', 'must not be before the day until which its class is retained');
  return requested;
}
