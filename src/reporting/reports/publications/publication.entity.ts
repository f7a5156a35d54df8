import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from '../../../organization/accounts/account.entity.js';
import { Agency } from '../../../organization/agencies/agency.entity.js';
import { TaskForce } from '../../../organization/task-forces/task-force.entity.js';
import type { MeasureKey } from '../measures/index.js';
import type { PublicCell, PublicRecord } from './public-cell.js';
import type { PublishedReport } from './publications.enums.js';

/** Published number about few persons, and whether it was shown or suppressed. */
export interface PublishedCell extends PublicCell {
  readonly isTold: boolean;
}

/** Figures about few persons that were published together. A publication is never changed or deleted. */
@Entity('publications')
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Publication {
  /** Id of the export, if an export published them. */
  @PrimaryColumn('uuid') readonly id!: string;
  /** Task force; null at the national seat. */
  @ForeignKey(() => TaskForce) @Column('uuid', { nullable: true }) readonly taskForceId!: string | null;
  @Column('uuid', { nullable: true }) readonly agencyId!: string | null;
  @Column('text') readonly report!: PublishedReport;
  @Column('text', { array: true }) readonly measures!: readonly MeasureKey[];
  @Column('jsonb') readonly cells!: readonly PublishedCell[];
  /** Records of these days and places that no earlier publication counted, as of the publication. */
  @Column('jsonb') readonly records!: readonly PublicRecord[];
  @ForeignKey(() => Account) @Column('uuid') readonly publishedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly publishedAt!: Date;
}
