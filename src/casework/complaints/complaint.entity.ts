import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { dayOf } from '../../platform/time/calendar.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import {
  Expunged,
  InvalidTransition,
  ComplaintMerged,
  ComplaintSealed,
  MergeTargetNotOpen,
} from './complaints.errors.js';
import {
  complaintTransitions,
  hoursUntilDue,
  statesInWork,
  type ComplaintMode,
  type ComplaintSource,
  type ComplaintState,
  type ComplaintType,
  type DispositionCode,
  type FirstUse,
  type NcmecClass,
  type OffenseBasis,
  type Priority,
  type TimePrecision,
  type suspendedStates,
} from './complaints.enums.js';
import type { Jurisdiction } from './complaint.request.js';
import { requireClassOfCyberTip, requireNotAfterReceipt } from './report-to-ncmec.js';
import { DispositionCodeRecord } from './disposition-code.entity.js';
import type { ComplaintAnnotation } from './annotations.enums.js';

/** Numbers of a complaint's active steps: referrals to a prosecutor, neither declined nor voided, and prosecutions. */
export interface ActiveSteps {
  readonly referrals: number;
  readonly prosecutions: number;
}

/** Best known time of the offense, and what it is. */
export interface OffenseTime {
  readonly at: Date;
  readonly basis: OffenseBasis;
}

/** Tip or report that a task force received, from intake to disposition. */
@Entity('complaints')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'reference'])
@Unique(['taskForceId', 'source', 'externalReference', 'sealedBefore'])
@Index(['taskForceId', 'receivedAt', 'id'])
@Index(['taskForceId', 'agencyId', 'receivedAt', 'id'])
@Index(['taskForceId', 'workingAgencyId', 'receivedAt', 'id'], { where: 'working_agency_id IS NOT NULL' })
@Index(['taskForceId', 'investigatorId', 'receivedAt', 'id'], { where: 'investigator_id IS NOT NULL' })
@Index(['taskForceId', 'state', 'receivedAt', 'id'])
@Index(['taskForceId', 'receivedOn'])
@Index(['taskForceId', 'id'], { where: 'sealed_before > 0' })
@Index(['taskForceId', 'mergedInto'], { where: 'merged_into IS NOT NULL' })
@Index(['taskForceId', 'receivedAt'], { where: 'annotations IS NOT NULL' })
@Index(['transferredTo'], { where: 'transferred_to IS NOT NULL' })
@Index(['taskForceId', 'preservedUntil', 'id'], { where: 'preserved_until IS NOT NULL AND disposition IS NULL' })
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'workingAgencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Account, ['taskForceId', 'investigatorId'], ['taskForceId', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'mergedInto'], ['taskForceId', 'id'])
export class Complaint {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') agencyId!: string;
  @Column('uuid', { nullable: true }) workingAgencyId!: string | null;
  @Column('uuid', { nullable: true }) investigatorId!: string | null;
  /** Human-readable number: code of the task force and sequence number. */
  @Column({ type: 'text', insert: false, update: false }) readonly reference!: string;
  @Column('text') readonly source!: ComplaintSource;
  @Column('text', { nullable: true }) readonly externalReference!: string | null;
  @Column('text', { nullable: true }) readonly agencyCaseNumber!: string | null;
  @Column('text', { nullable: true }) type!: ComplaintType | null;
  @Column('text', { nullable: true }) mode!: ComplaintMode | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly receivedAt!: Date;
  @Column('text', { nullable: true }) readonly receivedPrecision!: TimePrecision | null;
  /** Day of receipt in the task force's time zone, computed by Postgres. */
  @Column({ type: 'date', insert: false, update: false }) readonly receivedOn!: string;
  /** Incident time as reported, which may be the time of its detection. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly incidentAt!: Date | null;
  @Column('text', { nullable: true }) readonly incidentPrecision!: TimePrecision | null;
  /** First upload by the suspect that the tip reports, or else the first login. */
  @Column('text', { nullable: true }) readonly firstUse!: FirstUse | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly firstUseAt!: Date | null;
  @Column('text') jurisdictionState!: string;
  @Column('text', { nullable: true }) jurisdictionCounty!: string | null;
  @Column('text', { nullable: true }) jurisdictionCity!: string | null;
  @Column('text') readonly narrative!: string;
  @Column('smallint', { nullable: true }) priority!: Priority | null;
  @Column('text') state!: ComplaintState;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) dueAt!: Date | null;
  @ForeignKey(() => DispositionCodeRecord) @Column('text', { nullable: true }) disposition!: DispositionCode | null;
  /** Number of the current cycle. Each reopening starts a new cycle, with new clocks. */
  @Column('smallint', { default: 1 }) cycle!: number;
  @Column({ type: 'timestamptz', precision: 3 }) stateSince!: Date;
  /** State to which a suspended complaint returns. */
  @Column('text', { nullable: true }) stateBefore!: ComplaintState | null;
  /** Complaint about the same matter in which the work on both continues. */
  @Column('uuid', { nullable: true }) mergedInto!: string | null;
  @Column('uuid', { nullable: true }) readonly transferredTo!: string | null;
  /** Original in another task force, if this is its copy by referral. Only the original counts. */
  @Column('uuid', { nullable: true }) readonly referredFrom!: string | null;
  /** Time at which NCMEC received the report. Postgres computes from its day the end of the provider's preservation. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) reportedToNcmecAt!: Date | null;
  @Column({ type: 'date', nullable: true, insert: false, update: false }) readonly preservedUntil!: string | null;
  /** Class that NCMEC gave the CyberTip; null if it is not stated. */
  @Column('text', { nullable: true }) ncmecClass!: NcmecClass | null;
  /** Annotations beside the type; null without any. */
  @Column('text', { array: true, nullable: true }) annotations!: ComplaintAnnotation[] | null;
  @Column('boolean', { default: false }) readonly isSealed!: boolean;
  @Column('boolean', { default: false }) readonly isExpunged!: boolean;
  @Column('bytea') readonly intakeDigest!: Buffer;
  /** Number of sealed complaints with the same source number at receipt. No response contains it. */
  @Column('smallint', { default: 0 }) readonly sealedBefore!: number;
  @Column({ type: 'timestamptz', precision: 3 }) readonly loggedAt!: Date;
  @VersionColumn() readonly version!: number;

  screenAs(type: ComplaintType, mode: ComplaintMode, now: Date): void {
    this.requireNotExpunged();
    this.moveTo('in_triage', now);
    Object.assign(this, { type, mode });
  }

  /** Records the triage. A new priority also computes a new due time. */
  triageAs(type: ComplaintType, mode: ComplaintMode, priority: Priority, now: Date): void {
    this.requireNotExpunged();
    if (!this.isInWork) this.moveTo('triaged', now);
    const isDueRecalculated = priority !== this.priority && (this.isInWork || this.dueAt !== null);
    Object.assign(this, { type, mode, priority });
    if (isDueRecalculated) this.dueAt = this.calculateDueAt(now);
  }

  /** Replaces the jurisdiction, which an import sets to the State of the task force. */
  confirmJurisdiction({ state, county = null, city = null }: Jurisdiction): void {
    this.requireNotExpunged();
    Object.assign(this, { jurisdictionState: state, jurisdictionCounty: county, jurisdictionCity: city });
  }

  /** Assigns the complaint. An undefined due time keeps the current one or takes the tier's; null removes it. */
  assignTo(agencyId: string, investigatorId: string | null, dueAt: Date | null | undefined, now: Date): void {
    this.requireNotExpunged();
    if (!this.isInWork) this.moveTo('assigned', now);
    Object.assign(this, {
      workingAgencyId: agencyId,
      investigatorId,
      dueAt: dueAt === undefined ? (this.dueAt ?? this.calculateDueAt(now)) : dueAt,
    });
  }

  beginInvestigation(now: Date): void {
    if (!this.isInWork) this.moveTo('under_investigation', now);
  }

  referForProsecution(now: Date): void {
    this.moveTo('referred_for_prosecution', now);
  }

  prosecute(now: Date): void {
    this.moveTo('prosecuted', now);
  }

  /**
   * Moves the complaint back to the state of its active steps, after one was declined or voided. It never
   * advances the state.
   */
  revertTo({ referrals, prosecutions }: ActiveSteps, now: Date): void {
    const progression: readonly ComplaintState[] = statesInWork;
    const step = prosecutions > 0 ? 'prosecuted' : referrals > 0 ? 'referred_for_prosecution' : 'under_investigation';
    if (progression.indexOf(this.stateBefore ?? this.state) <= progression.indexOf(step)) return;
    if (this.stateBefore === null) this.moveTo(step, now);
    else this.stateBefore = step;
  }

  closeAs(disposition: DispositionCode, now: Date): void {
    this.moveTo('closed', now);
    this.disposition = disposition;
  }

  /** Reopens the complaint in a new cycle. A complaint transferred to another task force is reopened there. */
  reopen(now: Date): void {
    this.requireNotExpunged();
    this.moveTo('reopened', now);
    Object.assign(this, { disposition: null, dueAt: null, cycle: this.cycle + 1 });
  }

  hold(now: Date): void {
    this.requireNotExpunged();
    this.suspend('on_hold', now);
  }

  /** Ends the hold and adds its duration to the due time. The time left, or overdue, is the same as before. */
  resume(now: Date): void {
    const heldAt = this.stateSince;
    this.resumeFrom('on_hold', now);
    if (this.dueAt !== null) this.dueAt = new Date(this.dueAt.getTime() + now.getTime() - heldAt.getTime());
  }

  /** Merges this complaint into another, which has to be open because the work on both continues in it. */
  mergeInto(target: Complaint, now: Date): void {
    this.requireNotExpunged();
    target.requireNotExpunged();
    // An order covers a whole matter, so either all of a matter is sealed or none.
    if (target.isSealed !== this.isSealed) throw new ComplaintSealed();
    target.requireOpenForMerge();
    this.suspend('merged', now);
    this.mergedInto = target.id;
  }

  unmerge(now: Date): void {
    this.resumeFrom('merged', now);
    this.mergedInto = null;
  }

  /**
   * Suspends the complaint until its offer is answered. The database applies the answer, because the receiver cannot
   * see the complaint before that.
   */
  offerTransfer(now: Date): void {
    this.suspend('transfer_pending', now);
  }

  /** Corrects when NCMEC received the report. If only the day of the receipt is known, any past time of that day is allowed. */
  correctReportToNcmec(at: Date | null, zone: string, now: Date): void {
    this.requireNotExpunged();
    if (at !== null) {
      const isOnDayAlone = this.receivedPrecision === 'day' && dayOf(at, zone) === this.receivedOn;
      if (isOnDayAlone) requireNotFuture('/reportedToNcmecAt', at, now);
      else requireNotAfterReceipt(at, this.receivedAt);
    }
    this.reportedToNcmecAt = at;
  }

  correctNcmecClass(ncmecClass: NcmecClass | null): void {
    this.requireNotExpunged();
    requireClassOfCyberTip(ncmecClass, this.source);
    this.ncmecClass = ncmecClass;
  }

  correctAnnotations(annotations: readonly ComplaintAnnotation[] | null): void {
    this.requireNotExpunged();
    this.annotations = annotations === null ? null : [...annotations];
  }

  /** Rejects a day before the receipt: a consequence of a complaint cannot precede it. */
  requireNotBefore(day: string, field: string): void {
    if (day < this.receivedOn) throw InvalidInput.forPath(field, 'must not be before the complaint was received');
  }

  /** Rejects work on an expunged complaint, because it could identify the erased person again. */
  requireNotExpunged(): void {
    if (this.isExpunged) throw new Expunged();
  }

  /**
   * Whether an action may change to that state. A suspended complaint leaves its state only by the reversal of the
   * suspension.
   */
  canMoveTo(next: ComplaintState): boolean {
    return this.stateBefore === null && this.allowedMoves.includes(next);
  }

  /** Best known time of the offense: the first use in the tip, or else the incident time as reported. */
  get offenseTime(): OffenseTime | null {
    if (this.firstUse !== null && this.firstUseAt !== null) return { at: this.firstUseAt, basis: this.firstUse };
    return this.incidentAt && { at: this.incidentAt, basis: 'incident_as_reported' };
  }

  /** States reachable by any action. A complaint transferred to another task force has none. */
  get allowedMoves(): readonly ComplaintState[] {
    if (this.transferredTo !== null) return [];
    return this.stateBefore === null ? complaintTransitions[this.state] : [this.stateBefore];
  }

  /** Whether the agency owns or works the complaint, and so knows all of it. */
  isOwnedOrWorkedBy(agencyId: string): boolean {
    return [this.agencyId, this.workingAgencyId].includes(agencyId);
  }

  /** Whether the open complaint is past its due time. The time of a hold does not count. */
  isOverdueAt(now: Date): boolean {
    if (this.dueAt === null || this.disposition !== null || this.mergedInto !== null) return false;
    return this.dueAt < (this.state === 'on_hold' ? this.stateSince : now);
  }

  get isInWork(): boolean {
    return (statesInWork as readonly ComplaintState[]).includes(this.state);
  }

  private requireOpenForMerge(): void {
    if (this.mergedInto !== null) throw new ComplaintMerged(this.mergedInto);
    if (this.state === 'closed' || this.state === 'transfer_pending') throw new MergeTargetNotOpen(this.state);
  }

  private calculateDueAt(now: Date): Date | null {
    return this.priority === null ? null : new Date(now.getTime() + hoursUntilDue[this.priority] * 3_600_000);
  }

  private moveTo(next: ComplaintState, now: Date): void {
    if (!this.canMoveTo(next)) throw new InvalidTransition(this.state, this.allowedMoves);
    if (next !== this.state) this.stateSince = now;
    this.state = next;
  }

  private suspend(next: (typeof suspendedStates)[number], now: Date): void {
    const previousState = this.state;
    this.moveTo(next, now);
    this.stateBefore = previousState;
  }

  private resumeFrom(suspendedState: (typeof suspendedStates)[number], now: Date): void {
    if (this.state !== suspendedState || this.stateBefore === null)
      throw new InvalidTransition(this.state, this.allowedMoves);
    Object.assign(this, { state: this.stateBefore, stateBefore: null, stateSince: now });
  }
}
