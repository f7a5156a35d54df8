import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { Account } from './account.entity.js';

export interface BatchFault {
  readonly column: string;
  readonly detail: string;
}

/** Result of a row. It contains none of the personal data. */
export interface BatchRow {
  readonly row: number;
  readonly accountId: string | null;
  readonly errors: readonly BatchFault[];
}

/** Import of accounts from a file, validated only or applied. */
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
