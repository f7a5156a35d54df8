import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { Complaint } from '../complaints/complaint.entity.js';
import type { OffenseBasis } from '../complaints/complaints.enums.js';
import { LinkUnchanged, NotLinked, NotPrimaryRecord } from '../records/primary-records.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid, voidRow, type Voidable } from '../records/voiding.js';
import type { Day } from '../../platform/time/calendar.js';
import { isUnder18 } from './age.js';
import { DuplicateSuspect } from './suspects.errors.js';
import { ageBasisLabels, type OffenderClass } from './suspects.enums.js';

export type SuspectParticulars = Pick<
  Suspect,
  'givenName' | 'familyName' | 'bornOn' | 'offenderClass' | 'juvenile' | 'identifiedOn'
>;

/** Day of the offense in the task force's time zone, and the basis of it. */
export interface OffenseDay {
  readonly on: Day;
  readonly basis: OffenseBasis;
}

/** Suspect of a complaint. Suspects are counted on the day of their identification, by offender class. */
@Entity('suspects')
@Unique(['taskForceId', 'id'])
@Unique(['taskForceId', 'complaintId', 'id'])
@Index(['taskForceId', 'identifiedOn'])
@Index(['taskForceId', 'samePersonAs'], { where: 'same_person_as IS NOT NULL' })
@Index(['complaintId', 'samePersonAs'], { unique: true, where: 'same_person_as IS NOT NULL AND voided_at IS NULL' })
@ForeignKey(() => Suspect, ['taskForceId', 'samePersonAs'], ['taskForceId', 'id'], {
  deferrable: 'INITIALLY IMMEDIATE',
})
@ForeignKey(() => Complaint, ['taskForceId', 'complaintId'], ['taskForceId', 'id'])
@ForeignKey(() => Agency, ['taskForceId', 'agencyId'], ['taskForceId', 'id'])
export class Suspect implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('text', { nullable: true }) givenName!: string | null;
  @Column('text', { nullable: true }) familyName!: string | null;
  @Column('date', { nullable: true }) bornOn!: string | null;
  @Column('text') offenderClass!: OffenderClass;
  /** Whether the suspect was under 18 at the time of the offense: the record is safeguarded (18 U.S.C. 5038). */
  @Column('boolean') juvenile!: boolean;
  @Column('date') identifiedOn!: string;
  @Column('uuid', { nullable: true }) samePersonAs!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /**
   * Sets the particulars, on recording or correction. The identification may precede the receipt of this complaint. The
   * day of birth decides `juvenile`, at the offense or else the identification. A linked record keeps the first record's
   * offender class.
   */
  describe(particulars: SuspectParticulars, today: Day, offense: OffenseDay | null = null): void {
    requireNotVoid(this);
    const { givenName, familyName, bornOn, offenderClass, juvenile, identifiedOn } = particulars;
    requireNotFuture('/identifiedOn', identifiedOn, today);
    if (bornOn !== null && bornOn >= identifiedOn) {
      throw InvalidInput.forPath('/bornOn', 'must be before the day the suspect was identified');
    }
    const { on, basis } = offense ?? ({ on: identifiedOn, basis: 'identification' } as const);
    if (bornOn !== null && isUnder18(bornOn, on) !== juvenile) {
      const was = juvenile ? 'was 18 or older' : 'was under 18';
      throw InvalidInput.forPath(
        '/juvenile',
        `does not match the day of birth: the suspect ${was} ${ageBasisLabels[basis]}`,
      );
    }
    if (this.samePersonAs && offenderClass !== this.offenderClass) {
      throw InvalidInput.forPath('/offenderClass', 'must be corrected in the primary record of this person');
    }
    Object.assign(this, { givenName, familyName, bornOn, offenderClass, juvenile, identifiedOn });
  }

  /**
   * Links the record to the person's first identification, which counts from now on. Both records must have the same
   * offender class.
   */
  linkTo(first: Suspect): void {
    requireNotVoid(this);
    if (first.id === this.id) throw InvalidInput.forPath('/suspectId', 'must not be the record itself');
    if (first.voidedAt !== null) throw InvalidInput.forPath('/suspectId', 'was voided');
    if (this.samePersonAs === first.id) throw new LinkUnchanged();
    if (this.complaintId === first.complaintId) throw new DuplicateSuspect(first.id);
    if (first.samePersonAs !== null) throw new NotPrimaryRecord(first.samePersonAs);
    if (first.offenderClass !== this.offenderClass) {
      throw InvalidInput.forPath('/suspectId', 'has another offender class: correct one of the two first');
    }
    this.samePersonAs = first.id;
  }

  unlink(): void {
    requireNotVoid(this);
    if (this.samePersonAs === null) throw new NotLinked();
    this.samePersonAs = null;
  }

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}
