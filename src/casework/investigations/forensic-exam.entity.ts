import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid, voidRow } from '../records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import { Investigation } from './investigation.entity.js';
import type { ExamResult } from './investigations.enums.js';
import { LegalProcess } from './legal-process.entity.js';

export type ExamRequest = Pick<ForensicExam, 'agencyId' | 'legalProcessId' | 'requestedOn' | 'beganOn'>;

export type DevicesByKind = Readonly<Record<'computers' | 'phones' | 'storageMedia' | 'otherDevices', number>>;

export type ExamCompletion = Readonly<{
  completedOn: Day;
  result: ExamResult;
  devices: number;
  bytes: number;
  byKind: DevicesByKind | null;
}>;

/** A forensic examination of seized devices. Item (F) of the annual report counts it on the day it was completed. */
@Entity('forensic_exams')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'requestedOn', 'id'])
@Index(['taskForceId', 'completedOn'], { where: 'completed_on IS NOT NULL' })
@Index(['taskForceId', 'investigationId'], { where: 'investigation_id IS NOT NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Investigation, ['taskForceId', 'investigationId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => LegalProcess, ['taskForceId', 'legalProcessId'], ['taskForceId', 'id'])
export class ForensicExam {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  /** The complaint's investigation. It changes when the complaint is linked or unlinked. */
  @Column('uuid', { nullable: true }) readonly investigationId!: string | null;
  @Column('uuid') agencyId!: string;
  @Column('uuid', { nullable: true }) legalProcessId!: string | null;
  @Column('date') requestedOn!: string;
  @Column('date', { nullable: true }) beganOn!: string | null;
  @Column('date', { nullable: true }) completedOn!: string | null;
  @Column('text', { nullable: true }) result!: ExamResult | null;
  @Column('integer', { nullable: true }) devices!: number | null;
  @Column('bigint', { nullable: true }) bytes!: number | null;
  @Column('integer', { nullable: true }) computers!: number | null;
  @Column('integer', { nullable: true }) phones!: number | null;
  @Column('integer', { nullable: true }) storageMedia!: number | null;
  @Column('integer', { nullable: true }) otherDevices!: number | null;
  @ForeignKey(() => Account) @Column('uuid') readonly recordedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly recordedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  get byKind(): DevicesByKind | null {
    const { computers, phones, storageMedia, otherDevices } = this;
    if (computers === null || phones === null || storageMedia === null || otherDevices === null) return null;
    return { computers, phones, storageMedia, otherDevices };
  }

  describe({ agencyId, legalProcessId, requestedOn, beganOn }: ExamRequest, complaint: Complaint, today: Day): void {
    requireNotVoid(this);
    complaint.requireNotBefore(requestedOn, '/requestedOn');
    requireNotFuture('/requestedOn', requestedOn, today);
    if (beganOn !== null) requireBetween(beganOn, requestedOn, today, '/beganOn', 'the exam was requested');
    if (this.completedOn && this.completedOn < (beganOn ?? requestedOn)) {
      throw InvalidInput.forPath(beganOn === null ? '/requestedOn' : '/beganOn', 'must not be after the completion');
    }
    Object.assign(this, { agencyId, legalProcessId, requestedOn, beganOn });
  }

  /** Records the result. A later call replaces the earlier result completely. */
  complete({ completedOn, result, devices, bytes, byKind }: ExamCompletion, today: Day): void {
    requireNotVoid(this);
    const earlier = this.beganOn ?? this.requestedOn;
    requireBetween(completedOn, earlier, today, '/completedOn', this.beganOn ? 'it began' : 'the exam was requested');
    if (byKind && sumOf(byKind) !== devices)
      throw InvalidInput.forPath('/byKind', 'does not add up to the number of devices');
    const none = { computers: null, phones: null, storageMedia: null, otherDevices: null };
    Object.assign(this, { completedOn, result, devices, bytes, ...(byKind ?? none) });
  }

  voidFor(voidReason: string, now: Date): void {
    voidRow(this, voidReason, now);
  }
}

function requireBetween(day: Day, earliest: Day, today: Day, field: string, since: string): void {
  if (day < earliest) throw InvalidInput.forPath(field, `must not be before ${since}`);
  requireNotFuture(field, day, today);
}

function sumOf({ computers, phones, storageMedia, otherDevices }: DevicesByKind): number {
  return computers + phones + storageMedia + otherDevices;
}
