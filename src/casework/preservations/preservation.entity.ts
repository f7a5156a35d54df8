import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { addDays, type Day } from '../../platform/time/calendar.js';
import { AlreadyRenewed, PreservationExpired, PreservationReleased } from './preservations.errors.js';
import { preservationDays } from './preservations.enums.js';

/**
 * Request to a provider to preserve an account pending legal process. It lasts 90 days; one renewal within them adds 90
 * (18 U.S.C. 2703(f)).
 */
@Entity('preservations')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'expiresOn', 'id'])
@Index(['taskForceId', 'requestedOn'])
@Index(['taskForceId', 'complaintId', 'expiresOn', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class Preservation {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly provider!: string;
  /** Identifier of the account at the provider. It identifies a person. */
  @Column('text') readonly account!: string;
  @Column('date') requestedOn!: string;
  @Column('date', { nullable: true }) renewedOn!: string | null;
  @Column('date') expiresOn!: string;
  @Column('text', { nullable: true }) releaseReason!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly recordedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) renewedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) renewedAt!: Date | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) releasedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) releasedAt!: Date | null;
  @VersionColumn() readonly version!: number;

  /** Sets the day of the request, from which the 90 days count even if it is recorded later. */
  request(requestedOn: Day, today: Day): void {
    requireNotFuture('/requestedOn', requestedOn, today);
    Object.assign(this, { requestedOn, expiresOn: addDays(requestedOn, preservationDays) });
  }

  /** Renews the request. The second 90 days follow the first, whatever the day of the renewal. */
  renew(renewedOn: Day, today: Day, accountId: string, now: Date): void {
    this.requireNotReleased();
    if (this.renewedOn !== null) throw new AlreadyRenewed();
    requireNotFuture('/renewedOn', renewedOn, today);
    if (renewedOn < this.requestedOn) throw InvalidInput.forPath('/renewedOn', 'must not be before the request');
    if (renewedOn > this.expiresOn) throw new PreservationExpired(this.expiresOn);
    const expiresOn = addDays(this.requestedOn, 2 * preservationDays);
    Object.assign(this, { renewedOn, expiresOn, renewedBy: accountId, renewedAt: now } satisfies Partial<Preservation>);
  }

  /** Releases the provider from the request. An expired request can be released too. */
  release(reason: string, accountId: string, now: Date): void {
    this.requireNotReleased();
    Object.assign(this, {
      releaseReason: reason,
      releasedBy: accountId,
      releasedAt: now,
    } satisfies Partial<Preservation>);
  }

  canBeRenewed(today: Day): boolean {
    return this.releasedAt === null && this.renewedOn === null && today <= this.expiresOn;
  }

  private requireNotReleased(): void {
    if (this.releasedAt !== null) throw new PreservationReleased();
  }
}
