import { Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import { requireLiving } from '../platform/http/voiding.js';
import { addDays, type Day } from '../platform/time/calendar.js';

/** How many of a role are dedicated to the work, with all of their time or with a part of it. */
export interface Staff {
  readonly fullTime: number;
  readonly partTime: number;
}

/** The four roles that the statute tells apart. */
export interface StaffByRole {
  readonly investigators: Staff;
  readonly prosecutors: Staff;
  readonly educationSpecialists: Staff;
  readonly forensicSpecialists: Staff;
}

/** What is told of a staffing level, and may be corrected. */
export interface StaffingFacts extends StaffByRole {
  readonly fromOn: Day;
  readonly untilOn: Day | null;
}

/** Who is dedicated to the work at an agency, from a day until a day: item (A) of 34 U.S.C. 21116(d)(1). */
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
  /** The first day it holds. */
  @Column('date') readonly fromOn!: Day;
  /** The first day it no longer holds; none while it does. */
  @Column('date', { nullable: true }) readonly untilOn!: Day | null;
  @Column('integer') readonly investigatorsFullTime!: number;
  @Column('integer') readonly investigatorsPartTime!: number;
  @Column('integer') readonly prosecutorsFullTime!: number;
  @Column('integer') readonly prosecutorsPartTime!: number;
  @Column('integer') readonly educationSpecialistsFullTime!: number;
  @Column('integer') readonly educationSpecialistsPartTime!: number;
  @Column('integer') readonly forensicSpecialistsFullTime!: number;
  @Column('integer') readonly forensicSpecialistsPartTime!: number;
  /** When it turned out that it should not have been recorded: it stays, and counts no more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** It may have an end that is known beforehand, but it has begun. */
  tell(facts: StaffingFacts, today: Day): void {
    const { fromOn, untilOn, investigators, prosecutors, educationSpecialists, forensicSpecialists } = facts;
    requireLiving(this);
    if (fromOn > today) throw InvalidInput.at('/fromOn', 'lies in the future');
    if (untilOn !== null && untilOn < addDays(fromOn, 1)) {
      throw InvalidInput.at('/untilOn', 'does not lie after the first day');
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
