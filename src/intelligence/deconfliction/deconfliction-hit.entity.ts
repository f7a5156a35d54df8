import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import type { MatchStrength } from '../../casework/complaints/complaints.enums.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import { SubjectIndexEntry } from '../subject-index/index-entry.entity.js';
import { DeconflictionCheck } from './deconfliction-check.entity.js';
import { HitAlreadyAnswered } from './deconfliction.errors.js';
import type { HitAnswer } from './deconfliction.enums.js';

/**
 * One side of a match between two units: contact details, without the other unit's case. Postgres writes both rows, and adds the other
 * side's answer once both have answered.
 */
@Entity('deconfliction_hits')
@Unique(['taskForceId', 'id'])
@Unique(['pairId', 'taskForceId'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'foundAt', 'id'])
@Index(['taskForceId', 'checkId'], { where: 'check_id IS NOT NULL' })
@Index(['taskForceId', 'entryId'], { where: 'entry_id IS NOT NULL' })
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => DeconflictionCheck, ['taskForceId', 'checkId'], ['taskForceId', 'id'])
@ForeignKey(() => SubjectIndexEntry, ['taskForceId', 'entryId'], ['taskForceId', 'id'])
export class DeconflictionHit {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('uuid') readonly complaintId!: string;
  /** Id shared by the two sides. */
  @Column('uuid') readonly pairId!: string;
  /** The check or the index entry of this side. */
  @Column('uuid', { nullable: true }) readonly checkId!: string | null;
  @Column('uuid', { nullable: true }) readonly entryId!: string | null;
  @Column('text', { array: true }) readonly kinds!: IdentifierKind[];
  @Column('text') readonly strength!: MatchStrength;
  /** Contact details at the time of the match. */
  @Column('text') readonly theirTaskForce!: string;
  @Column('text') readonly theirAgency!: string;
  @Column('text', { nullable: true }) readonly theirPhone!: string | null;
  @Column('text', { nullable: true }) readonly theirEmail!: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) readonly foundAt!: Date;
  @Column('text', { nullable: true }) answer!: HitAnswer | null;
  @ForeignKey(() => Account) @Column('uuid', { nullable: true }) answeredBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) answeredAt!: Date | null;
  /**
   * The other side's answer, once both have answered. The reference is disclosed only if neither side answered "no
   * conflict".
   */
  @Column('text', { nullable: true }) readonly theirAnswer!: HitAnswer | null;
  @Column('text', { nullable: true }) readonly theirReference!: string | null;
  @VersionColumn() readonly version!: number;

  /** Records this side's final answer, on which the other side relies. */
  recordAnswer(answer: HitAnswer, answeredBy: string, answeredAt: Date): void {
    if (this.answer !== null) throw new HitAlreadyAnswered();
    Object.assign(this, { answer, answeredBy, answeredAt });
  }
}
