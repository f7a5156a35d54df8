import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { Account } from './account.entity.js';

/** What is wrong with a row, and in which column of it. */
export interface BatchFault {
  readonly column: string;
  readonly detail: string;
}

/** What became of a row. What it said of a person is not kept. */
export interface BatchRow {
  readonly row: number;
  readonly accountId: string | null;
  readonly errors: readonly BatchFault[];
}

/** A file of accounts that was looked through, or carried out. */
@Entity('account_batches')
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class AccountBatch {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @ForeignKey(() => Account) @Column('uuid') readonly createdBy!: string;
  @Column('timestamptz', { default: () => 'now()' }) readonly createdAt!: Date;
  @Column('boolean') readonly isApplied!: boolean;
  @Column('jsonb') readonly rows!: readonly BatchRow[];
}
