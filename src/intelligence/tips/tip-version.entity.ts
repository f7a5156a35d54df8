import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import type { ChildAccess } from '../../casework/complaints/complaints.enums.js';
import { Provider } from '../../casework/providers/provider.entity.js';
import type { TipPlace } from '../../casework/triage/tip-place.js';
import type { PriorReport, WithheldReason, TipFormat } from './formats/reported-tip.js';
import type { TipDifference, TipPart } from './tips.enums.js';

/**
 * One version of a CyberTip, which can change after delivery. Immutable and encrypted; the columns in clear text distinguish the versions.
 */
@Entity('tip_versions')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId', 'number'])
@Index(['keyId', 'id'], { where: 'wrapped_key IS NOT NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Provider, ['taskForceId', 'providerId'], ['taskForceId', 'id'])
export class TipVersion {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  /** Number of the version; 1 is the first. */
  @Column('integer') readonly number!: number;
  @Column('text') readonly format!: TipFormat;
  /** Digest of the complete content, which detects an unchanged tip. */
  @Column('bytea') readonly contentDigest!: Buffer;
  /** Incident types as sent, the original one first. */
  @Column('text', { array: true }) readonly incidentTypes!: readonly string[];
  @Column('text', { nullable: true }) readonly provider!: string | null;
  /** Entry of the directory that it was read into. */
  @Column('uuid', { nullable: true }) readonly providerId!: string | null;
  @Column('boolean') readonly isEscalated!: boolean;
  @Column('text', { nullable: true }) readonly priority!: string | null;
  @Column('text', { array: true }) readonly annotations!: readonly string[];
  /** Earlier reports that it names. */
  @Column('jsonb') readonly priorReports!: readonly PriorReport[];
  /** Access of the reported person to a child, as the tip states it. */
  @Column('text', { nullable: true }) readonly childAccess!: ChildAccess | null;
  @Column('boolean', { nullable: true }) readonly namesConvictedOffender!: boolean | null;
  /** Places that it names, without those of a child; null after an expungement. */
  @Column('jsonb', { nullable: true }) readonly places!: readonly TipPlace[] | null;
  @Column('text', { array: true }) readonly changed!: readonly TipPart[];
  @Column('text', { array: true }) readonly differs!: readonly TipDifference[];
  /** Number of withheld values, which are only stored encrypted, by reason. */
  @Column('jsonb') readonly withheld!: Readonly<Partial<Record<WithheldReason, number>>>;
  /**
   * The vault key that wraps the version's key, that key, and the encrypted content. The last two are null after a
   * court-ordered erasure.
   */
  @Column('uuid') readonly keyId!: string;
  @Column('bytea', { nullable: true }) readonly wrappedKey!: Buffer | null;
  @Column('bytea', { nullable: true }) readonly encrypted!: Buffer | null;
  @ForeignKey(() => Account) @Column('uuid') readonly importedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly importedAt!: Date;
}
