import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import type { RetentionClass } from './retention.words.js';

/** What is left of a purged complaint: that it was there, and the certificate of how it went. The purge writes it. */
@Entity('purged')
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
  /** The text whose bytes the hash is of. */
  @Column('text') readonly certificate!: string;
  @Column('bytea') readonly sha256!: Buffer;
}

/** One thing that was counted of a purged complaint, or that a tag on it brought to operations, and is counted on. */
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
  /** The id that the record had. */
  @Column('uuid') readonly recordId!: string;
  @Column('text') readonly measure!: string;
  @Column('date') readonly countedOn!: string;
  /** What was told of it, such as the type and mode of its complaint. */
  @Column('jsonb') readonly facets!: Readonly<Record<string, string>>;
  /** None where it counts elsewhere, and only its tag went. */
  @Column('bigint') readonly n!: number;
  /** The operations it was counted to. */
  @Column('uuid', { array: true }) readonly operationIds!: string[];
}
