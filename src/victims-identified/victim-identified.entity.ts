import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import type { Day } from '../platform/time/calendar.js';
import type { AbuseTiming, SafeguardingStatus } from './victims-identified.words.js';

/** A child who was identified, by a pseudonym. Who the child is stands nowhere here. */
@Entity('victims_identified')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId', 'pseudonym'])
@Index(['taskForceId', 'identifiedOn'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class VictimIdentified {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  /** The agency that identified the child. */
  @Column('uuid') readonly agencyId!: string;
  /** MV1, MV2, … in the order the children of a complaint were recorded; it stays. */
  @Column('text') readonly pseudonym!: string;
  @Column('text') readonly abuseTiming!: AbuseTiming;
  /** Whether abuse material of the child was produced. */
  @Column('boolean') readonly productionVictim!: boolean;
  @Column('text') safeguardingStatus!: SafeguardingStatus;
  /** The day it counts on. It may lie before the complaint was received: another one may have led to the child. */
  @Column('date') readonly identifiedOn!: string;
  @VersionColumn() readonly version!: number;

  requireNotAfter(today: Day): void {
    if (this.identifiedOn > today) throw InvalidInput.at('/identifiedOn', 'lies in the future');
  }

  safeguard(status: SafeguardingStatus): void {
    this.safeguardingStatus = status;
  }
}

/** What a child is called everywhere, by its number among the children of its complaint. */
export function pseudonymOf(ordinal: number): string {
  return `MV${ordinal}`;
}
