import { Column, Entity, ForeignKey, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { TaskForce } from '../task-forces/task-force.entity.js';
import type { AgencyKind, AgencyLevel } from './agencies.enums.js';

export type AgencyParticulars = Pick<
  Agency,
  'name' | 'ori' | 'kind' | 'level' | 'state' | 'contactPhone' | 'contactEmail'
> &
  Partial<Pick<Agency, 'city' | 'countyFips'>>;

/** Agency of a task force, which receives and works complaints. */
@Entity('agencies')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'name'])
@Unique(['ori'])
export class Agency {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => TaskForce) @Column('uuid') readonly taskForceId!: string;
  @Column('text') name!: string;
  /** Nine-character NCIC originating agency identifier (ORI). Prosecutors and advocacy centers may have none. */
  @Column('text', { nullable: true }) ori!: string | null;
  @Column('text') kind!: AgencyKind;
  @Column('text') level!: AgencyLevel;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) city!: string | null;
  /** Counties that the agency serves, by their FIPS codes of five digits. */
  @Column('text', { array: true, default: '{}' }) countyFips!: readonly string[];
  @Column('text', { nullable: true }) contactPhone!: string | null;
  @Column('text', { nullable: true }) contactEmail!: string | null;
  @VersionColumn() readonly version!: number;

  /** Sets the particulars. The city and the counties stay if they are not given. */
  update(particulars: AgencyParticulars): void {
    const { name, ori, kind, level, state, contactPhone, contactEmail } = particulars;
    const { city = this.city, countyFips = this.countyFips } = particulars;
    Object.assign(this, { name, ori, kind, level, state, city, countyFips, contactPhone, contactEmail });
  }
}
