import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import type { RetentionClass } from './retention.enums.js';

/** The remainder of a purged complaint: its reference and the certificate. The purge writes it. */
@Entity('purged_complaints')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId'])
@Unique(['taskForceId', 'number'])
@Index(['taskForceId', 'purgedAt', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class PurgedComplaint {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('text') readonly reference!: string;
  @Column('text') readonly class!: RetentionClass;
  @Column('boolean') readonly wasSealed!: boolean;
  @Column({ type: 'timestamptz', precision: 3 }) readonly purgedAt!: Date;
  @Column('text') readonly number!: string;
  @Column('text') readonly certificate!: string;
  @Column('bytea') readonly sha256!: Buffer;
}

/** One counted record of a purged complaint, or of operations that it was tagged with. It still counts. */
@Entity('purged_counts')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'countedOn'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => PurgedComplaint, ['taskForceId', 'complaintId'], ['taskForceId', 'complaintId'])
export class PurgedCount {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly recordId!: string;
  @Column('text') readonly measure!: string;
  @Column('date') readonly countedOn!: string;
  /** Facets of the record, such as the type and mode of its complaint. */
  @Column('jsonb') readonly facets!: Readonly<Record<string, string>>;
  /** Value of the record; zero where it counts elsewhere and only its tag was purged. */
  @Column('bigint') readonly n!: number;
  @Column('uuid', { array: true }) readonly operationIds!: string[];
}
