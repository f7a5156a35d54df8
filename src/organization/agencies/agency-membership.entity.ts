import { Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import type { Day } from '../../platform/time/calendar.js';
import { MembershipOverlap } from './agencies.errors.js';
import { Agency } from './agency.entity.js';
import type { MembershipKind } from './agencies.enums.js';

/** Membership of an agency in its task force for a period. Item (G) of 34 U.S.C. 21116(d)(1) counts by period. */
@Entity('agency_memberships')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'agencyId'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
@Exclusion(
  'agency_memberships_agency_id_daterange_excl',
  'USING gist (agency_id WITH =, daterange(began_on, ended_on) WITH &&)',
)
export class AgencyMembership {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('text') readonly kind!: MembershipKind;
  @Column('date') readonly beganOn!: string;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('date', { nullable: true }) readonly mouSignedOn!: string | null;
  @Column('date', { nullable: true }) readonly standardsAdoptedOn!: string | null;
  @VersionColumn() readonly version!: number;

  /** Ends the membership on the first day of the next one. */
  endOn(day: Day): void {
    if (this.endedOn !== null || day <= this.beganOn) throw new MembershipOverlap(this.beganOn);
    this.endedOn = day;
  }
}
