import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import {
  maxExportMs,
  type ExportedReport,
  type ExportFormat,
  type ExportState,
  type Handling,
} from './exports.enums.js';

/**
 * Export of a report or of its records as a file: content, purpose, handling marking and outcome. The file itself is
 * not stored.
 */
@Entity('exports')
@Index(['createdBy', 'startedAt', 'id'])
@Index(['taskForceId', 'startedAt', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Export {
  @PrimaryColumn('uuid') readonly id!: string;
  /** Task force; null at the national seat. */
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @Column('text') readonly report!: ExportedReport;
  @Column('text') readonly format!: ExportFormat;
  @Column('text') readonly handling!: Handling;
  @Column('text') readonly purpose!: string;
  @Column('text') readonly state!: ExportState;
  @Column('integer', { nullable: true }) readonly rows!: number | null;
  @Column('bigint', { nullable: true }) readonly bytes!: number | null;
  /** SHA-256 of the whole file. */
  @Column('bytea', { nullable: true }) readonly sha256!: Buffer | null;
  @ForeignKey(() => Account) @Column('uuid') readonly createdBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly startedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readonly endedAt!: Date | null;

  /**
   * Returns the state at an instant. An export past its maximum duration has failed, even if its process ended without
   * recording that.
   */
  stateAt(now: Date): ExportState {
    const isOverdue = now.getTime() - this.startedAt.getTime() > maxExportMs;
    return this.state === 'started' && isOverdue ? 'failed' : this.state;
  }
}
