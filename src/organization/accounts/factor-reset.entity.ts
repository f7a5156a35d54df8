import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { Account } from './account.entity.js';

const validityMs = 24 * 3_600_000;

/**
 * Removal of an account's password and factors, requested by one person and approved by another. Postgres records the
 * approval.
 */
@Entity('factor_resets')
export class FactorReset {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly accountId!: string;
  @Column('text') readonly reason!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly requestedBy!: string;
  @Column('timestamptz', { default: () => 'now()' }) readonly requestedAt!: Date;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) readonly approvedBy!: string | null;
  @Column('timestamptz', { nullable: true }) readonly approvedAt!: Date | null;

  get lapsesAt(): Date {
    return new Date(this.requestedAt.getTime() + validityMs);
  }
}
