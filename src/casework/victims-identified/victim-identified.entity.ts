import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { LinkUnchanged, NotLinked, NotPrimaryRecord } from '../records/primary-records.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid, type Voidable } from '../records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import { DuplicateVictim } from './victims-identified.errors.js';
import type { AbuseTiming, SafeguardingStatus } from './victims-identified.enums.js';

/**
 * Fields of an identified victim that can be corrected. The identity is in the vault, and the pseudonym never changes.
 */
export type VictimFacts = Pick<VictimIdentified, 'abuseTiming' | 'productionVictim' | 'identifiedOn'>;

interface Step extends Pick<Readonly<Voidable>, 'voidedAt'> {
  readonly status: SafeguardingStatus;
  readonly happenedOn: Day;
}

/** Identified child, with a pseudonym. No column contains the identity. */
@Entity('victims_identified')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId', 'id'])
@Unique(['taskForceId', 'complaintId', 'pseudonym'])
@Index(['taskForceId', 'identifiedOn'])
@Index(['taskForceId', 'sameChildAs'], { where: 'same_child_as IS NOT NULL' })
@Index(['complaintId', 'sameChildAs'], { unique: true, where: 'same_child_as IS NOT NULL AND voided_at IS NULL' })
@ForeignKey(() => VictimIdentified, ['taskForceId', 'sameChildAs'], ['taskForceId', 'id'], {
  deferrable: 'INITIALLY IMMEDIATE',
})
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class VictimIdentified {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly agencyId!: string;
  /** MV1, MV2, … in the order in which the complaint's children were recorded. It never changes. */
  @Column('text') readonly pseudonym!: string;
  @Column('text') abuseTiming!: AbuseTiming;
  @Column('boolean') productionVictim!: boolean;
  @Column('text') safeguardingStatus!: SafeguardingStatus;
  /**
   * Day of the identification, on which statistics count the child. It may precede the receipt, because another
   * complaint may have led to the child.
   */
  @Column('date') identifiedOn!: string;
  @Column('uuid', { nullable: true }) sameChildAs!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** Sets the fields, on recording or correction. Rejects a day in the future or after a later step. */
  describe(
    { abuseTiming, productionVictim, identifiedOn }: VictimFacts,
    today: Day,
    laterSteps: readonly Step[] = [],
  ): void {
    requireNotVoid(this);
    requireNotFuture('/identifiedOn', identifiedOn, today);
    if (laterSteps.some(({ happenedOn, voidedAt }) => voidedAt === null && happenedOn < identifiedOn)) {
      throw InvalidInput.forPath('/identifiedOn', 'must not be after a step that was taken for the child');
    }
    Object.assign(this, { abuseTiming, productionVictim, identifiedOn });
  }

  /** Rejects a day of a step before the identification or in the future. */
  requireStepOn(day: Day, today: Day): void {
    requireNotVoid(this);
    requireNotFuture('/happenedOn', day, today);
    if (day < this.identifiedOn)
      throw InvalidInput.forPath('/happenedOn', 'must not be before the child was identified');
  }

  /**
   * Sets the status to that of the latest step that is not voided, so a late entry does not change it. Without a step
   * it is `identified`.
   */
  updateSafeguardingStatus(steps: readonly Step[]): void {
    this.safeguardingStatus = steps.findLast(({ voidedAt }) => voidedAt === null)?.status ?? 'identified';
  }

  /** Links the record to the child's first identification, which counts from now on. */
  linkTo(first: VictimIdentified): void {
    requireNotVoid(this);
    if (first.id === this.id) throw InvalidInput.forPath('/victimId', 'must not be the record itself');
    if (first.voidedAt !== null) throw InvalidInput.forPath('/victimId', 'was voided');
    if (this.sameChildAs === first.id) throw new LinkUnchanged();
    if (this.complaintId === first.complaintId) throw new DuplicateVictim(first.id);
    if (first.sameChildAs !== null) throw new NotPrimaryRecord(first.sameChildAs);
    this.sameChildAs = first.id;
  }

  unlink(): void {
    requireNotVoid(this);
    if (this.sameChildAs === null) throw new NotLinked();
    this.sameChildAs = null;
  }
}

/** Returns the pseudonym of a child from its number within the complaint. */
export function formatPseudonym(ordinal: number): string {
  return `MV${ordinal}`;
}
