import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { InvalidInput } from '../../platform/http/problems.js';
import { requireNotVoid, voidRow, type Voidable } from '../records/voiding.js';
import { Arrest } from './arrest.entity.js';
import {
  federalCode,
  federalSectionOf,
  federalSections,
  isWellFormedCode,
  isWellFormedSection,
} from './charges.codes.js';
import { checkCharge, isGroupB, type NibrsCharge } from './nibrs.rules.js';
import type { Completion, CriminalActivity, NibrsLocation, NibrsOffense, OffenderUse } from './nibrs.codes.js';
import { NibrsRejected } from './suspects.errors.js';

/** Statute of a charge: a section of the United States Code, or a State's citation with the corresponding section of title 18. */
export interface Citation {
  readonly jurisdiction: string;
  readonly section: string;
  readonly code: string | null;
  readonly title: string | null;
  readonly federalSection: string | null;
}

export interface ChargeFacts extends Citation, NibrsCharge {
  readonly counts: number;
}

/** Charge of an arrest, by statute and as a NIBRS offense. */
@Entity('charges')
@Unique(['taskForceId', 'id'])
@Index(['taskForceId', 'arrestId'])
@Index(['taskForceId', 'complaintId', 'id'])
@ForeignKey(() => Arrest, ['taskForceId', 'complaintId', 'arrestId'], ['taskForceId', 'complaintId', 'id'])
export class Charge implements Voidable {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly taskForceId!: string;
  @Column('uuid') readonly complaintId!: string;
  @Column('uuid') readonly arrestId!: string;
  @Column('text') jurisdiction!: string;
  @Column('text') code!: string;
  @Column('text') section!: string;
  @Column('text') title!: string;
  /** Section of title 18: the charge's own, or the one that corresponds to a State's section. */
  @Column('text', { nullable: true }) federalSection!: string | null;
  @Column('smallint') counts!: number;
  @Column('text') completion!: Completion;
  @Column('text') nibrsOffense!: NibrsOffense;
  @Column('text', { array: true }) criminalActivities!: CriminalActivity[];
  @Column('text', { array: true }) offenderUsing!: OffenderUse[];
  @Column('text', { nullable: true }) location!: NibrsLocation | null;
  @Column('smallint', { nullable: true }) victimAge!: number | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) voidedAt!: Date | null;
  @Column('text', { nullable: true }) voidReason!: string | null;
  @VersionColumn() readonly version!: number;

  /**
   * Sets the fields, on recording or correction. A usual federal section takes its title from the list; any other
   * section needs a title.
   */
  describe(facts: ChargeFacts): void {
    requireNotVoid(this);
    const { counts, nibrsOffense, completion, criminalActivities, offenderUsing, location, victimAge } = facts;
    const resolved = resolveCitation(facts);
    if (isGroupB(nibrsOffense) && location !== null)
      throw InvalidInput.forPath(
        '/location',
        'must not be set for an offense of Group B, which has an arrest report only',
      );
    const faults = checkCharge(facts);
    if (faults.length > 0) throw new NibrsRejected(faults);
    Object.assign(this, resolved, {
      counts,
      nibrsOffense,
      completion,
      criminalActivities: [...criminalActivities].sort(),
      offenderUsing: [...offenderUsing].sort(),
      location,
      victimAge,
    });
  }

  void(reason: string, now: Date): void {
    voidRow(this, reason, now);
  }
}

const sectionFault = 'must be a section with its subdivisions, such as 1594(c)';

function resolveCitation(
  citation: Citation,
): Pick<Charge, 'jurisdiction' | 'code' | 'section' | 'title' | 'federalSection'> {
  const { jurisdiction, section, code, title, federalSection } = citation;
  if (jurisdiction !== 'US') {
    if (code === null) throw InvalidInput.forPath('/code', 'must be set for a charge under State law');
    if (title === null) throw InvalidInput.forPath('/title', 'must be set for a charge under State law');
    if (federalSection !== null && !isWellFormedSection(federalSection)) {
      throw InvalidInput.forPath('/federalSection', sectionFault);
    }
    return { jurisdiction, code, section, title, federalSection };
  }
  const usCode = code ?? federalCode;
  if (!isWellFormedCode(usCode)) throw InvalidInput.forPath('/code', 'must be a title such as 47 U.S.C.');
  if (!isWellFormedSection(section)) throw InvalidInput.forPath('/section', sectionFault);
  if (federalSection !== null)
    throw InvalidInput.forPath('/federalSection', 'is given by the section of a federal charge and must not be set');
  const known = usCode === federalCode ? federalSectionOf(section) : null;
  if (known !== null && title !== null)
    throw InvalidInput.forPath('/title', 'is given by the section of a federal charge and must not be set');
  const sectionTitle = known === null ? title : federalSections[known];
  if (sectionTitle === null)
    throw InvalidInput.forPath('/title', 'must be set for a section that is not in the list of usual sections');
  const ofTitle18 = usCode === federalCode ? section : null;
  return { jurisdiction, code: usCode, section, title: sectionTitle, federalSection: ofTitle18 };
}
