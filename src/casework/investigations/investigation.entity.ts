import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { InvestigationClosed, InvestigationOpen } from './investigations.errors.js';
import type { InvestigationOutcome } from './investigations.enums.js';

/** An agency's work on one or more complaints about the same matter. */
@Entity('investigations')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'reference'])
@Index(['taskForceId', 'openedOn', 'id'])
@Index(['taskForceId', 'agencyId', 'openedOn', 'id'])
@Index(['taskForceId', 'closedOn'], { where: 'closed_on IS NOT NULL' })
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Investigation {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  /** Reference for people: the task force's code and the next number of its investigations. */
  @Column({ type: 'text', insert: false, update: false }) readonly reference!: string;
  @Column('text') title!: string;
  @Column('date') openedOn!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly openedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly openedAt!: Date;
  @Column('date', { nullable: true }) closedOn!: string | null;
  @Column('text', { nullable: true }) outcome!: InvestigationOutcome | null;
  @VersionColumn() readonly version!: number;

  get isOpen(): boolean {
    return this.closedOn === null;
  }

  /** Throws {@link InvestigationClosed}. Every change except reopening requires an open investigation. */
  requireOpen(): void {
    if (!this.isOpen) throw new InvestigationClosed();
  }

  /** Sets the opening day, which cannot precede the first complaint's receipt: the work follows from the complaints. */
  openOn(day: Day, complaints: readonly Pick<Complaint, 'receivedOn'>[], today: Day): void {
    requireNotFuture('/openedOn', day, today);
    if (complaints.every(({ receivedOn }) => day < receivedOn)) {
      throw InvalidInput.forPath('/openedOn', 'must not be before its first complaint was received');
    }
    this.openedOn = day;
  }

  rename(title: string): void {
    this.requireOpen();
    this.title = title;
  }

  closeAs(outcome: InvestigationOutcome, closedOn: Day, today: Day): void {
    this.requireOpen();
    if (closedOn < this.openedOn)
      throw InvalidInput.forPath('/closedOn', 'must not be before the investigation was opened');
    requireNotFuture('/closedOn', closedOn, today);
    Object.assign(this, { outcome, closedOn });
  }

  reopen(): void {
    if (this.isOpen) throw new InvestigationOpen();
    Object.assign(this, { outcome: null, closedOn: null });
  }
}
