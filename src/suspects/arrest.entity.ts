import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import { requireLiving, voidRow, type Voidable } from '../platform/http/voiding.js';
import type { Day } from '../platform/time/calendar.js';
import { faultOfHandling, type NibrsFault } from './nibrs.rules.js';
import { Suspect } from './suspect.entity.js';
import { JuvenileHandlingMissing, NibrsRejected } from './suspects.errors.js';
import type { ArrestKind, JuvenileHandling } from './suspects.words.js';

/** When, how and by whom, and how somebody under 18 is handled: what may be put right about an arrest. */
export type ArrestFacts = Pick<Arrest, 'arrestedOn' | 'kind' | 'agencyId' | 'juvenileHandling'>;

/** One arrest of a suspect, counted on its day. It may follow long after the complaint was closed. */
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
  /** The agency that made it. */
  @Column('uuid') agencyId!: string;
  @Column('date') arrestedOn!: string;
  @Column('text') kind!: ArrestKind;
  /** Of somebody under 18: NIBRS data element 52. */
  @Column('text', { nullable: true }) juvenileHandling!: JuvenileHandling | null;
  /** When it turned out that it should not have been recorded: it stays, and counts no more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** As first recorded or as put right: not before the complaint it follows from, and not yet to come. */
  describe(facts: ArrestFacts, complaint: Complaint, suspect: Suspect, today: Day): void {
    requireLiving(this);
    const { arrestedOn, kind, agencyId, juvenileHandling } = facts;
    if (arrestedOn > today) throw InvalidInput.at('/arrestedOn', 'lies in the future');
    complaint.requireNotBefore(arrestedOn, '/arrestedOn');
    const { bornOn, juvenile } = suspect;
    const fault = faultOfHandling({ bornOn, juvenile, arrestedOn, juvenileHandling });
    if (fault) throw juvenileHandling === null ? new JuvenileHandlingMissing(fault) : new NibrsRejected([fault]);
    Object.assign(this, { arrestedOn, kind, agencyId, juvenileHandling });
  }

  /** What was learned of the suspect later may not go with what was said of how they are handled. */
  handlingFault({ bornOn, juvenile }: Suspect): NibrsFault | null {
    const { arrestedOn, juvenileHandling, voidedAt } = this;
    return voidedAt === null ? faultOfHandling({ bornOn, juvenile, arrestedOn, juvenileHandling }) : null;
  }

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
