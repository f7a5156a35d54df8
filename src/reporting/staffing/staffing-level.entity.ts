import { Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid } from '../../casework/records/voiding.js';
import { addDays, type Day } from '../../platform/time/calendar.js';

export interface Staff {
  readonly fullTime: number;
  readonly partTime: number;
}

/** Staff in the four roles that the statute distinguishes. */
export interface StaffByRole {
  readonly investigators: Staff;
  readonly prosecutors: Staff;
  readonly educationSpecialists: Staff;
  readonly forensicSpecialists: Staff;
}

export interface StaffingFacts extends StaffByRole {
  readonly fromOn: Day;
  readonly untilOn: Day | null;
}

/** Dedicated staff of an agency for a period: item (A) of 34 U.S.C. 21116(d)(1). */
@Entity('staffing_levels')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'fromOn', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@Exclusion(
  'staffing_levels_agency_id_daterange_excl',
  'USING gist (agency_id WITH =, daterange(from_on, until_on) WITH &&) WHERE (voided_at IS NULL)',
)
export class StaffingLevel {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('date') readonly fromOn!: Day;
  @Column('date', { nullable: true }) readonly untilOn!: Day | null;
  @Column('integer') readonly investigatorsFullTime!: number;
  @Column('integer') readonly investigatorsPartTime!: number;
  @Column('integer') readonly prosecutorsFullTime!: number;
  @Column('integer') readonly prosecutorsPartTime!: number;
  @Column('integer') readonly educationSpecialistsFullTime!: number;
  @Column('integer') readonly educationSpecialistsPartTime!: number;
  @Column('integer') readonly forensicSpecialistsFullTime!: number;
  @Column('integer') readonly forensicSpecialistsPartTime!: number;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** Sets the fields. The end may be a known future day, but the first day may not be in the future. */
  update(facts: StaffingFacts, today: Day): void {
    const { fromOn, untilOn, investigators, prosecutors, educationSpecialists, forensicSpecialists } = facts;
    requireNotVoid(this);
    requireNotFuture('/fromOn', fromOn, today);
    if (untilOn !== null && untilOn < addDays(fromOn, 1)) {
      throw InvalidInput.forPath('/untilOn', 'must be after the first day');
    }
    Object.assign(this, {
      fromOn,
      untilOn,
      investigatorsFullTime: investigators.fullTime,
      investigatorsPartTime: investigators.partTime,
      prosecutorsFullTime: prosecutors.fullTime,
      prosecutorsPartTime: prosecutors.partTime,
      educationSpecialistsFullTime: educationSpecialists.fullTime,
      educationSpecialistsPartTime: educationSpecialists.partTime,
      forensicSpecialistsFullTime: forensicSpecialists.fullTime,
      forensicSpecialistsPartTime: forensicSpecialists.partTime,
    });
  }

  get staff(): StaffByRole {
    return {
      investigators: { fullTime: this.investigatorsFullTime, partTime: this.investigatorsPartTime },
      prosecutors: { fullTime: this.prosecutorsFullTime, partTime: this.prosecutorsPartTime },
      educationSpecialists: {
        fullTime: this.educationSpecialistsFullTime,
        partTime: this.educationSpecialistsPartTime,
      },
      forensicSpecialists: { fullTime: this.forensicSpecialistsFullTime, partTime: this.forensicSpecialistsPartTime },
    };
  }
}
