import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { seatOf, type Role, type Seat } from '../../platform/actor/actor.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { Account } from './account.entity.js';
import { AlreadySignedOff } from './accounts.errors.js';
import type { RecertificationDecision } from './accounts.enums.js';

/** Yearly review of the accounts at or below a seat. Each is confirmed or disabled, and one person signs off. */
@Entity('recertifications')
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Recertification {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly startedBy!: string;
  @Column('timestamptz') readonly startedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) signedOffBy!: string | null;
  @Column('timestamptz', { nullable: true }) signedOffAt!: Date | null;
  @VersionColumn() readonly version!: number;

  get seat(): Seat {
    return seatOf(this.taskForceId, this.agencyId);
  }

  requireOpen(): void {
    if (this.signedOffAt) throw new AlreadySignedOff();
  }

  signOff(accountId: string, signedOffAt: Date): void {
    this.requireOpen();
    this.signedOffBy = accountId;
    this.signedOffAt = signedOffAt;
  }
}

/** Account on the list of a review, with its role and seat at the start. */
@Entity('recertification_lines')
@Unique(['recertificationId', 'accountId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class RecertificationLine {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @ForeignKey(() => Recertification) @Column('uuid') readonly recertificationId!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly accountId!: string;
  @Column('text') readonly role!: Role;
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @Column('timestamptz', { nullable: true }) readonly lastSignedInAt!: Date | null;
  @Column('text', { nullable: true }) readonly decision!: RecertificationDecision | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) readonly decidedAt!: Date | null;

  get seat(): Seat {
    return seatOf(this.taskForceId, this.agencyId);
  }
}
