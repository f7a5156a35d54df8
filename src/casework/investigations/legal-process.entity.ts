import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid, voidRow } from '../records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import { Investigation } from './investigation.entity.js';
import { AlreadyServed, NotServed, OrderExpired, ProcessEnded } from './investigations.errors.js';
import type {
  LegalProcessKind,
  LegalProcessOutcome,
  LegalProcessState,
  ReturnOutcome,
} from './investigations.enums.js';

export type IssuedOrder = Pick<
  LegalProcess,
  'agencyId' | 'kind' | 'authority' | 'number' | 'directedTo' | 'issuedOn' | 'expiresOn'
>;

export type OrderReturn = Readonly<{ returnedOn: Day; outcome: ReturnOutcome; itemsReceived: number | null }>;

/** A subpoena, court order or search warrant. It counts on the day of service. */
@Entity('legal_processes')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'issuedOn', 'id'])
@Index(['taskForceId', 'servedOn'], { where: 'served_on IS NOT NULL' })
@Index(['complaintId'], { where: 'outcome IS NULL AND voided_at IS NULL' })
@Index(['taskForceId', 'investigationId'], { where: 'investigation_id IS NOT NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Investigation, ['taskForceId', 'investigationId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class LegalProcess {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  /** The complaint's investigation. It changes when the complaint is linked or unlinked. */
  @Column('uuid', { nullable: true }) readonly investigationId!: string | null;
  @Column('uuid') agencyId!: string;
  @Column('text') kind!: LegalProcessKind;
  @Column('text') authority!: string;
  @Column('text', { nullable: true }) number!: string | null;
  @Column('text') directedTo!: string;
  @Column('date') issuedOn!: string;
  @Column('date', { nullable: true }) expiresOn!: string | null;
  @Column('date', { nullable: true }) servedOn!: string | null;
  @Column('date', { nullable: true }) returnedOn!: string | null;
  @Column('text', { nullable: true }) outcome!: LegalProcessOutcome | null;
  @Column('integer', { nullable: true }) itemsReceived!: number | null;
  @Column('date', { nullable: true }) withdrawnOn!: string | null;
  @Column('text', { nullable: true }) withdrawalReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly recordedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  get state(): LegalProcessState {
    if (this.outcome !== null) return 'ended';
    return this.servedOn === null ? 'issued' : 'served';
  }

  /** Whether it is outstanding. Outstanding process blocks closing the case. */
  get isOutstanding(): boolean {
    return this.outcome === null && this.voidedAt === null;
  }

  /** Whether it is a search warrant in force. Seized devices may be examined under it. */
  get allowsSearch(): boolean {
    const isUndone = this.outcome === 'quashed' || this.outcome === 'expired' || this.outcome === 'withdrawn';
    return this.isSearchWarrant && !isUndone && this.voidedAt === null;
  }

  get isSearchWarrant(): boolean {
    return this.kind.startsWith('search_warrant_');
  }

  /**
   * Records the contents of the order, or corrects them. Corrected days must agree with its later service, return or
   * withdrawal.
   */
  describe(order: IssuedOrder, complaint: Complaint, today: Day): void {
    requireNotVoid(this);
    const { agencyId, kind, authority, number, directedTo, issuedOn, expiresOn } = order;
    complaint.requireNotBefore(issuedOn, '/issuedOn');
    requireNotFuture('/issuedOn', issuedOn, today);
    if (expiresOn !== null && expiresOn < issuedOn)
      throw InvalidInput.forPath('/expiresOn', 'must not be before the process was issued');
    const next = this.servedOn ?? this.returnedOn ?? this.withdrawnOn;
    if (next && issuedOn > next)
      throw InvalidInput.forPath('/issuedOn', 'must not be after a later step of the process');
    if (this.servedOn && expiresOn !== null && expiresOn < this.servedOn) {
      throw InvalidInput.forPath('/expiresOn', 'must not be before the process was served');
    }
    if (
      this.outcome === 'expired' &&
      (expiresOn === null || (this.returnedOn !== null && expiresOn >= this.returnedOn))
    ) {
      throw InvalidInput.forPath('/expiresOn', 'must not be set for a process that expired');
    }
    Object.assign(this, { agencyId, kind, authority, number, directedTo, issuedOn, expiresOn });
  }

  serve(servedOn: Day, today: Day): void {
    this.requireOutstanding();
    if (this.servedOn !== null) throw new AlreadyServed();
    if (servedOn < this.issuedOn) throw InvalidInput.forPath('/servedOn', 'must not be before the process was issued');
    requireNotFuture('/servedOn', servedOn, today);
    if (this.expiresOn !== null && servedOn > this.expiresOn) throw new OrderExpired(this.expiresOn);
    this.servedOn = servedOn;
  }

  /** Records the return. A quashed or expired process may return unserved. */
  recordReturn({ returnedOn, outcome, itemsReceived }: OrderReturn, today: Day): void {
    this.requireOutstanding();
    const isAnswered = outcome === 'returned_with_data' || outcome === 'returned_without';
    if (isAnswered && this.servedOn === null) throw new NotServed();
    if (returnedOn < (this.servedOn ?? this.issuedOn)) {
      throw InvalidInput.forPath('/returnedOn', `must not be before the process was ${this.state}`);
    }
    requireNotFuture('/returnedOn', returnedOn, today);
    if (outcome === 'expired' && !this.hasExpiredBy(returnedOn)) {
      throw InvalidInput.forPath('/outcome', 'must not be set: the process was served, or had not expired on that day');
    }
    if (outcome !== 'returned_with_data' && itemsReceived !== null) {
      throw InvalidInput.forPath('/itemsReceived', 'must not be set for this outcome');
    }
    Object.assign(this, { returnedOn, outcome, itemsReceived });
  }

  withdraw(withdrawalReason: string, today: Day): void {
    this.requireOutstanding();
    Object.assign(this, { outcome: 'withdrawn', withdrawnOn: today, withdrawalReason });
  }

  voidFor(voidReason: string, now: Date): void {
    voidRow(this, voidReason, now);
  }

  private requireOutstanding(): void {
    requireNotVoid(this);
    if (this.outcome !== null) throw new ProcessEnded();
  }

  private hasExpiredBy(day: Day): boolean {
    return this.servedOn === null && this.expiresOn !== null && this.expiresOn < day;
  }
}
