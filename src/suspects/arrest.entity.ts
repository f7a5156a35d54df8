import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import type { Day } from '../platform/time/calendar.js';
import { Suspect } from './suspect.entity.js';
import type { ArrestKind } from './suspects.words.js';

/** When, how and by whom: what may be put right about an arrest. */
export type ArrestFacts = Pick<Arrest, 'arrestedOn' | 'kind' | 'agencyId'>;

/** One arrest of a suspect, counted on its day. It may follow long after the complaint was closed. */
@Entity('arrests')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'suspectId'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'arrestedOn'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Arrest {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly suspectId!: string;
  /** The agency that made it. */
  @Column('uuid') agencyId!: string;
  @Column('date') arrestedOn!: string;
  @Column('text') kind!: ArrestKind;
  @VersionColumn() readonly version!: number;

  /** As first recorded or as put right: not before the complaint it follows from, and not yet to come. */
  describe({ arrestedOn, kind, agencyId }: ArrestFacts, complaint: Complaint, today: Day): void {
    if (arrestedOn > today) throw InvalidInput.at('/arrestedOn', 'lies in the future');
    complaint.requireNotBefore(arrestedOn, '/arrestedOn');
    Object.assign(this, { arrestedOn, kind, agencyId });
  }
}
