import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { LinkUnchanged, NotAFirstRecord } from '../platform/http/first-records.js';
import { InvalidInput } from '../platform/http/problems.js';
import { requireLiving, type Voidable } from '../platform/http/voiding.js';
import type { Day } from '../platform/time/calendar.js';
import { VictimCountedTwice } from './victims-identified.errors.js';
import type { AbuseTiming, SafeguardingStatus } from './victims-identified.words.js';

/** What may be put right about an identified victim. Who the child is stands elsewhere, and what the child is called stays. */
export type VictimFacts = Pick<VictimIdentified, 'abuseTiming' | 'productionVictim' | 'identifiedOn'>;

/** A step as the record takes it in: what was done, when, and whether that stands. */
interface Step extends Pick<Readonly<Voidable>, 'voidedAt'> {
  readonly status: SafeguardingStatus;
  readonly happenedOn: Day;
}

/** A child who was identified, by a pseudonym. Who the child is stands nowhere here. */
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
  /** The agency that identified the child. */
  @Column('uuid') readonly agencyId!: string;
  /** MV1, MV2, … in the order the children of a complaint were recorded; it stays. */
  @Column('text') readonly pseudonym!: string;
  @Column('text') abuseTiming!: AbuseTiming;
  /** Whether abuse material of the child was produced. */
  @Column('boolean') productionVictim!: boolean;
  @Column('text') safeguardingStatus!: SafeguardingStatus;
  /** The day it counts on. It may lie before the complaint was received: another one may have led to the child. */
  @Column('date') identifiedOn!: string;
  /** The record in which the same child was first identified, by which the child is counted. */
  @Column('uuid', { nullable: true }) sameChildAs!: string | null;
  /** When it turned out that it should not have been recorded: it stays, and counts no more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /** As first recorded or as put right: not yet to come, and not after what was done for the child since. */
  describe(
    { abuseTiming, productionVictim, identifiedOn }: VictimFacts,
    today: Day,
    since: readonly Step[] = [],
  ): void {
    requireLiving(this);
    if (identifiedOn > today) throw InvalidInput.at('/identifiedOn', 'lies in the future');
    if (since.some(({ happenedOn, voidedAt }) => voidedAt === null && happenedOn < identifiedOn)) {
      throw InvalidInput.at('/identifiedOn', 'lies after something was done for the child');
    }
    Object.assign(this, { abuseTiming, productionVictim, identifiedOn });
  }

  /** Whether a step can be noted of that day: since the child was identified, and not yet to come. */
  requireStepOn(day: Day, today: Day): void {
    requireLiving(this);
    if (day > today) throw InvalidInput.at('/happenedOn', 'lies in the future');
    if (day < this.identifiedOn) throw InvalidInput.at('/happenedOn', 'lies before the child was identified');
  }

  /**
   * Where things stand is what happened last of what was not voided: a step that is told late changes nothing that came after
   * it. Without any, the child is identified.
   */
  standAt(steps: readonly Step[]): void {
    this.safeguardingStatus = steps.findLast(({ voidedAt }) => voidedAt === null)?.status ?? 'identified';
  }

  /** Says that the child was identified before: the child counts there, and here no more. */
  linkTo(first: VictimIdentified): void {
    requireLiving(this);
    if (first.id === this.id) throw InvalidInput.at('/victimId', 'is the record itself');
    if (first.voidedAt !== null) throw InvalidInput.at('/victimId', 'was voided');
    if (this.sameChildAs === first.id) throw new LinkUnchanged();
    if (this.complaintId === first.complaintId) throw new VictimCountedTwice(first.id);
    if (first.sameChildAs !== null) throw new NotAFirstRecord(first.sameChildAs);
    this.sameChildAs = first.id;
  }

  /** It was another child: this one counts here again. */
  unlink(): void {
    requireLiving(this);
    if (this.sameChildAs === null) throw new LinkUnchanged();
    this.sameChildAs = null;
  }
}

/** What a child is called everywhere, by its number among the children of its complaint. */
export function pseudonymOf(ordinal: number): string {
  return `MV${ordinal}`;
}
