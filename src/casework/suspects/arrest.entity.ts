import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { requireNotVoid, voidRow, type Voidable } from '../records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import { checkJuvenileHandling, type NibrsFault } from './nibrs.rules.js';
import { Suspect } from './suspect.entity.js';
import { JuvenileHandlingMissing, NibrsRejected } from './suspects.errors.js';
import type { ArrestKind, JuvenileHandling } from './suspects.enums.js';

export type ArrestFacts = Pick<Arrest, 'arrestedOn' | 'kind' | 'agencyId' | 'juvenileHandling'>;

/** Arrest of a suspect, counted on its day. It may follow long after the complaint was closed. */
@Entity('arrests')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId', 'id'])
@Index(['taskForceId', 'suspectId'])
@Index(['taskForceId', 'complaintId'])
@Index(['taskForceId', 'arrestedOn'])
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Suspect, ['taskForceId', 'complaintId', 'suspectId'], ['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Arrest implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly suspectId!: string;
  @Column('uuid') agencyId!: string;
  @Column('date') arrestedOn!: string;
  @Column('text') kind!: ArrestKind;
  @Column('text', { nullable: true }) juvenileHandling!: JuvenileHandling | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /**
   * Sets the fields, on recording or correction. Rejects a day before the receipt of the complaint or in the future.
   */
  describe(facts: ArrestFacts, complaint: Complaint, suspect: Suspect, today: Day): void {
    requireNotVoid(this);
    const { arrestedOn, kind, agencyId, juvenileHandling } = facts;
    requireNotFuture('/arrestedOn', arrestedOn, today);
    complaint.requireNotBefore(arrestedOn, '/arrestedOn');
    const { bornOn, juvenile } = suspect;
    const fault = checkJuvenileHandling({ bornOn, juvenile, arrestedOn, juvenileHandling });
    if (fault) throw juvenileHandling === null ? new JuvenileHandlingMissing(fault) : new NibrsRejected([fault]);
    Object.assign(this, { arrestedOn, kind, agencyId, juvenileHandling });
  }

  /** Returns the NIBRS fault if the juvenile handling contradicts the suspect's current particulars, else null. */
  findHandlingFault({ bornOn, juvenile }: Suspect): NibrsFault | null {
    const { arrestedOn, juvenileHandling, voidedAt } = this;
    return voidedAt === null ? checkJuvenileHandling({ bornOn, juvenile, arrestedOn, juvenileHandling }) : null;
  }

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
