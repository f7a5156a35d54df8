import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { ReasonApart, TipFormat } from './formats/reported-tip.js';
import type { TipDifference, TipPart } from './tips.words.js';

/**
 * A CyberTip as it came once: reports change after they were delivered. What it says is sealed; in clear text is what tells the versions
 * apart. Never changed.
 */
@Entity('tip_versions')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId', 'number'])
@Index(['keyId', 'id'], { where: 'wrapped_key IS NOT NULL' })
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
export class TipVersion {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  /** 1 is how it came first. */
  @Column('integer') readonly number!: number;
  @Column('text') readonly format!: TipFormat;
  /** Of all of its content: by it the same is known again. */
  @Column('bytea') readonly contentDigest!: Buffer;
  /** As they were sent, the original one first. */
  @Column('text', { array: true }) readonly incidentTypes!: readonly string[];
  @Column('text', { nullable: true }) readonly provider!: string | null;
  /** Whether the provider holds that a child is at immediate risk. */
  @Column('boolean') readonly isEscalated!: boolean;
  /** As the reporting centre printed it. */
  @Column('text', { nullable: true }) readonly priority!: string | null;
  @Column('text', { array: true }) readonly annotations!: readonly string[];
  @Column('text', { array: true }) readonly changed!: readonly TipPart[];
  @Column('text', { array: true }) readonly differs!: readonly TipDifference[];
  /** How much of it is kept nowhere else than sealed, by why. */
  @Column('jsonb') readonly keptApart!: Readonly<Partial<Record<ReasonApart, number>>>;
  /** Under which key of the vault its own key is, and what that seals: null once a court had it erased. */
  @Column('uuid') readonly keyId!: string;
  @Column('bytea', { nullable: true }) readonly wrappedKey!: Buffer | null;
  @Column('bytea', { nullable: true }) readonly sealed!: Buffer | null;
  @ForeignKey(() => Account) @Column('uuid') readonly importedBy!: string;
  @Column({ type: 'timestamptz', precision: 3 }) readonly importedAt!: Date;
}
