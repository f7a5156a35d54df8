import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Agency } from '../agencies/agency.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import type { Day } from '../platform/time/calendar.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { Expunged, IllegalMove, MergedAway, SealedComplaint, TakesNothingIn } from './complaints.errors.js';
import {
  complaintMoves,
  hoursToWork,
  statesInWork,
  type ComplaintMode,
  type ComplaintSource,
  type ComplaintState,
  type ComplaintType,
  type DispositionCode,
  type Priority,
  type statesAside,
} from './complaints.words.js';
import { requireNotAfterReceipt } from './submission-day.js';

/** How many referrals to a prosecutor, neither declined nor voided, and how many prosecutions a complaint has. */
export interface StandingSteps {
  readonly referrals: number;
  readonly prosecutions: number;
}

/** A tip or report that reached a task force, from intake to disposition. */
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
@Index(['transferredTo'], { where: 'transferred_to IS NOT NULL' })
@Index(['taskForceId', 'preservedUntil', 'id'], { where: 'preserved_until IS NOT NULL AND disposition IS NULL' })
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'workingAgencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Account, ['taskForceId', 'investigatorId'], ['taskForceId', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'mergedInto'], ['taskForceId', 'id'])
export class Complaint {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  /** The agency that took it in and owns it. */
  @Column('uuid') agencyId!: string;
  /** The agency it was given to, and the investigator there. */
  @Column('uuid', { nullable: true }) workingAgencyId!: string | null;
  @Column('uuid', { nullable: true }) investigatorId!: string | null;
  /** What people call it by: the task force's code and its next number. */
  @Column({ type: 'text', insert: false, update: false }) readonly reference!: string;
  @Column('text') readonly source!: ComplaintSource;
  @Column('text', { nullable: true }) readonly externalReference!: string | null;
  @Column('text', { nullable: true }) type!: ComplaintType | null;
  @Column('text', { nullable: true }) mode!: ComplaintMode | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly receivedAt!: Date;
  /** The day it was received where its task force is: Postgres places it. */
  @Column({ type: 'date', insert: false, update: false }) readonly receivedOn!: string;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly incidentAt!: Date | null;
  @Column('text') readonly jurisdictionState!: string;
  @Column('text', { nullable: true }) readonly jurisdictionCounty!: string | null;
  @Column('text', { nullable: true }) readonly jurisdictionCity!: string | null;
  @Column('text') readonly narrative!: string;
  @Column('smallint', { nullable: true }) priority!: Priority | null;
  @Column('text') state!: ComplaintState;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) dueAt!: Date | null;
  @Column('text', { nullable: true }) disposition!: DispositionCode | null;
  /** Each reopening begins another cycle, whose clocks start anew. */
  @Column('smallint', { default: 1 }) cycle!: number;
  @Column({ type: 'timestamptz', precision: 3 }) stateSince!: Date;
  /** Where one that is put aside goes back to. */
  @Column('text', { nullable: true }) stateBefore!: ComplaintState | null;
  /** The complaint that this one turned out to be the same matter as. */
  @Column('uuid', { nullable: true }) mergedInto!: string | null;
  /** The complaint it became in another task force, which counts it from there on. */
  @Column('uuid', { nullable: true }) readonly transferredTo!: string | null;
  /** The complaint of another task force that this one is a copy of, by referral: the original is the one that counts. */
  @Column('uuid', { nullable: true }) readonly referredFrom!: string | null;
  /** The day the provider submitted its report, and the day its year of preservation ends: Postgres places that. */
  @Column('date', { nullable: true }) submittedOn!: string | null;
  @Column({ type: 'date', nullable: true, insert: false, update: false }) readonly preservedUntil!: string | null;
  /** Sealed by an order: there for the supervisors of its task force alone. */
  @Column('boolean', { default: false }) readonly isSealed!: boolean;
  /** Erased by an order: it stays sealed, and nothing more is written on it. */
  @Column('boolean', { default: false }) readonly isExpunged!: boolean;
  @Column('bytea') readonly intakeDigest!: Buffer;
  /** The number of sealed complaints that had the same number when it was received; no answer contains it. */
  @Column('smallint', { default: 0 }) readonly sealedBefore!: number;
  @Column({ type: 'timestamptz', precision: 3 }) readonly loggedAt!: Date;
  @VersionColumn() readonly version!: number;

  /** What the first reading found it to be. */
  screenAs(type: ComplaintType, mode: ComplaintMode, now: Date): void {
    this.requireNotExpunged();
    this.moveTo('in_triage', now);
    Object.assign(this, { type, mode });
  }

  /** The day that it is due was the other tier's, once there is another one. */
  triageAs(type: ComplaintType, mode: ComplaintMode, priority: Priority, now: Date): void {
    this.requireNotExpunged();
    if (!this.isInWork) this.moveTo('triaged', now);
    const isDueAnew = priority !== this.priority && (this.isInWork || this.dueAt !== null);
    Object.assign(this, { type, mode, priority });
    if (isDueAnew) this.dueAt = this.dueFrom(now);
  }

  /** Due when it was, or else as its tier says, unless a day is given or, by null, none. */
  assignTo(agencyId: string, investigatorId: string | null, dueAt: Date | null | undefined, now: Date): void {
    this.requireNotExpunged();
    if (!this.isInWork) this.moveTo('assigned', now);
    Object.assign(this, {
      workingAgencyId: agencyId,
      investigatorId,
      dueAt: dueAt === undefined ? (this.dueAt ?? this.dueFrom(now)) : dueAt,
    });
  }

  /** An investigation was opened on it, or one took it in. */
  beginInvestigation(now: Date): void {
    if (!this.isInWork) this.moveTo('under_investigation', now);
  }

  referForProsecution(now: Date): void {
    this.moveTo('referred_for_prosecution', now);
  }

  prosecute(now: Date): void {
    this.moveTo('prosecuted', now);
  }

  /** Something on the way to court was declined or voided: it is no further than what still stands, or goes back to there. */
  fallBackTo({ referrals, prosecutions }: StandingSteps, now: Date): void {
    const onTheWay: readonly ComplaintState[] = statesInWork;
    const step = prosecutions > 0 ? 'prosecuted' : referrals > 0 ? 'referred_for_prosecution' : 'under_investigation';
    if (onTheWay.indexOf(this.stateBefore ?? this.state) <= onTheWay.indexOf(step)) return;
    if (this.stateBefore === null) this.moveTo(step, now);
    else this.stateBefore = step;
  }

  closeAs(disposition: DispositionCode, now: Date): void {
    this.moveTo('closed', now);
    this.disposition = disposition;
  }

  /** Open again, in a cycle of its own. What another task force took over is opened there. */
  reopen(now: Date): void {
    this.requireNotExpunged();
    this.moveTo('reopened', now);
    Object.assign(this, { disposition: null, dueAt: null, cycle: this.cycle + 1 });
  }

  hold(now: Date): void {
    this.requireNotExpunged();
    this.putAside('on_hold', now);
  }

  /** Its clock stood still: what had an hour left has an hour left, and what was overdue is so by as much as before. */
  resume(now: Date): void {
    const heldAt = this.stateSince;
    this.returnFrom('on_hold', now);
    if (this.dueAt !== null) this.dueAt = new Date(this.dueAt.getTime() + now.getTime() - heldAt.getTime());
  }

  /** From then on the other goes on for both, so it has to be one that goes on. */
  mergeInto(kept: Complaint, now: Date): void {
    this.requireNotExpunged();
    kept.requireNotExpunged();
    // An order reaches a whole matter, so all of a matter is sealed or none of it.
    if (kept.isSealed !== this.isSealed) throw new SealedComplaint();
    kept.requireGoesOn();
    this.putAside('merged', now);
    this.mergedInto = kept.id;
  }

  unmerge(now: Date): void {
    this.returnFrom('merged', now);
    this.mergedInto = null;
  }

  /**
   * Offered to somebody else: until they answer, nobody moves it. What an answer makes of it is decided in the database, since
   * whoever takes it does not see it yet.
   */
  offerTransfer(now: Date): void {
    this.putAside('transfer_pending', now);
  }

  /** When the provider submitted its report, as it is known now: a year of preservation is counted from there. */
  submitOn(day: Day | null): void {
    this.requireNotExpunged();
    if (day !== null) requireNotAfterReceipt(day, this.receivedAt);
    this.submittedOn = day;
  }

  /** What follows from a complaint cannot have happened on a day before it was received. */
  requireNotBefore(day: string, field: string): void {
    if (day < this.receivedOn) throw InvalidInput.at(field, 'lies before the complaint was received');
  }

  /** What a court has had erased is not worked on: whom it was about would come back by it. */
  requireNotExpunged(): void {
    if (this.isExpunged) throw new Expunged();
  }

  /** Whether an act that moves it may. What is aside is moved by what brings it back, and by nothing else. */
  canMoveTo(next: ComplaintState): boolean {
    return this.stateBefore === null && this.allowedMoves.includes(next);
  }

  /** Where it can go from where it is, by any act at all. What another task force took over goes nowhere here. */
  get allowedMoves(): readonly ComplaintState[] {
    if (this.transferredTo !== null) return [];
    return this.stateBefore === null ? complaintMoves[this.state] : [this.stateBefore];
  }

  /** Whether that agency owns it or works it, and so knows all of it. */
  isWith(agencyId: string): boolean {
    return [this.agencyId, this.workingAgencyId].includes(agencyId.toLowerCase());
  }

  /** Somebody investigates it, or has. */
  get isInWork(): boolean {
    return (statesInWork as readonly ComplaintState[]).includes(this.state);
  }

  private requireGoesOn(): void {
    if (this.mergedInto !== null) throw new MergedAway(this.mergedInto);
    if (this.state === 'closed' || this.state === 'transfer_pending') throw new TakesNothingIn(this.state);
  }

  private dueFrom(now: Date): Date | null {
    return this.priority === null ? null : new Date(now.getTime() + hoursToWork[this.priority] * 3_600_000);
  }

  private moveTo(next: ComplaintState, now: Date): void {
    if (!this.canMoveTo(next)) throw new IllegalMove(this.state, this.allowedMoves);
    if (next !== this.state) this.stateSince = now;
    this.state = next;
  }

  private putAside(next: (typeof statesAside)[number], now: Date): void {
    const before = this.state;
    this.moveTo(next, now);
    this.stateBefore = before;
  }

  private returnFrom(aside: (typeof statesAside)[number], now: Date): void {
    if (this.state !== aside || this.stateBefore === null) throw new IllegalMove(this.state, this.allowedMoves);
    Object.assign(this, { state: this.stateBefore, stateBefore: null, stateSince: now });
  }
}
