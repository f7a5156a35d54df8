import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from '../../accounts/account.entity.js';
import { Agency } from '../../agencies/agency.entity.js';
import { TaskForce } from '../../task-forces/task-force.entity.js';
import type { MeasureKey } from '../measures/index.js';
import type { PublicCell, PublicRecord } from './public-cell.js';
import type { PublishedReport } from './publications.words.js';

/** A published number about few persons, and whether it was told or suppressed. */
export interface PublishedCell extends PublicCell {
  readonly isTold: boolean;
}

/** The figures about few persons that left for the public together. It is never changed or deleted. */
@Entity('publications')
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Publication {
  /** The id of the export, where an export published them. */
  @PrimaryColumn('uuid') readonly id!: string;
  /** Null: published at the national seat. */
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @Column('text') readonly report!: PublishedReport;
  @Column('text', { array: true }) readonly measures!: readonly MeasureKey[];
  @Column('jsonb') readonly cells!: readonly PublishedCell[];
  /** The records of these days and places that no earlier publication counted, as they stood. */
  @Column('jsonb') readonly records!: readonly PublicRecord[];
  @ForeignKey(() => Account) @Column('uuid') readonly publishedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly publishedAt!: Date;
}
