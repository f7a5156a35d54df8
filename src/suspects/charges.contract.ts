import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID, Matches, ValidateBy, type ValidationArguments } from 'class-validator';
import { complaintTypes, type ComplaintType } from '../complaints/complaints.words.js';
import { Integer, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Charge, ChargeFacts } from './charge.entity.js';
import { federalSections, federalSectionOf, usualCharges } from './charges.words.js';
import {
  completionLetters,
  completions,
  criminalActivities,
  criminalActivityCodes,
  nibrsLocationCodes,
  nibrsOffenseCodes,
  nibrsOffenses,
  offenderUseCodes,
  type Completion,
  type CompletionLetter,
  type CriminalActivity,
  type NibrsLocation,
  type NibrsOffense,
  type OffenderUse,
} from './nibrs.words.js';

/** What is said of a charge: by which statute, how often, and as what NIBRS counts it. */
export class ChargeInput {
  /**
   * `US` for title 18, or the two letters of the State.
   * @example NE
   */
  @Matches(/^[A-Z]{2}$/, { message: 'must be US or the two letters of a State' }) readonly jurisdiction!: string;
  /**
   * The section. Under federal law one of title 18 that such cases are charged under, as far down as is known.
   * @example 28-813.01
   */
  @Text({ max: 60 }) readonly section!: string;
  /**
   * Which code of the State; a federal charge says nothing here.
   * @example Neb. Rev. Stat.
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly code?: string | null;
  /**
   * What the State calls it; a federal charge has its title from its section.
   * @example Sexually explicit conduct; visual depiction; unlawful
   */
  @Omittable() @Nullable() @Text({ max: 300 }) readonly title?: string | null;
  /**
   * The section of title 18 that the State’s corresponds to, if there is one.
   * @example 2252A
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly federalSection?: string | null;
  /**
   * How many counts.
   * @example 1
   */
  @Integer(1, 999) readonly counts!: number;
  /** @example completed */
  @IsIn(completions) readonly completion!: Completion;
  /**
   * The offense in NIBRS.
   * @example 370
   */
  @IsIn(nibrsOffenseCodes) readonly nibrsOffense!: NibrsOffense;
  /**
   * What was done with the material, of offense 370, in letters of NIBRS data element 12: at most three.
   * @example ["P"]
   */
  @Letters(criminalActivityCodes, 12, 0, 3)
  readonly criminalActivities!: CriminalActivity[];
  /**
   * What the offender is suspected of having used, in letters of NIBRS data element 8: at most three, C for computer equipment, or N
   * alone.
   * @example ["C"]
   */
  @Letters(offenderUseCodes, 8, 1, 3)
  readonly offenderUsing!: OffenderUse[];
  /**
   * Where it happened, in numbers of NIBRS data element 9; 58 is cyberspace.
   * @example 58
   */
  @Omittable() @Nullable() @IsIn(nibrsLocationCodes) readonly location?: NibrsLocation | null;
  /**
   * How old the victim was, in years, if that is known; 99 for all above 98.
   */
  @Omittable() @Nullable() @Integer(0, 99) readonly victimAge?: number | null;
}

/** What an arrest was made for. */
export class RecordCharge extends ChargeInput {
  /** The arrest, of a complaint which one may work. */
  @IsUUID() readonly arrestId!: string;
}

/** A charge put right, whole, and why. */
export class CorrectCharge extends ChargeInput {
  /**
   * What was wrong.
   * @example The charging document has two counts.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which charges to list, the latest recorded first. */
export class ChargesQuery extends PageQuery {
  /** Only those of this arrest. */
  @Omittable() @IsUUID() readonly arrestId?: string;
  /** Only those of arrests that followed from this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** What an arrest was made for. */
export class ChargeView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The complaint the arrest followed from.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * The arrest that was made for it.
   * @format uuid
   */
  readonly arrestId!: string;
  /** `US`, or the two letters of the State. */
  readonly jurisdiction!: string;
  /** The code the section is of: `18 U.S.C.`, or the State’s. */
  readonly code!: string;
  readonly section!: string;
  /** What the section is called. */
  readonly title!: string;
  /** The section of title 18 that it is, or corresponds to. */
  readonly federalSection!: string | null;
  /** How many counts. */
  readonly counts!: number;
  readonly completion!: Completion;
  /** The same as a letter of NIBRS data element 7. */
  readonly nibrsCompletion!: CompletionLetter;
  /** The offense in NIBRS. */
  readonly nibrsOffense!: NibrsOffense;
  /** What was done with the material. */
  readonly criminalActivities!: CriminalActivity[];
  /** What the offender is suspected of having used; C is computer equipment. */
  readonly offenderUsing!: OffenderUse[];
  /** Where it happened; 58 is cyberspace. */
  readonly location!: NibrsLocation | null;
  /** How old the victim was, in years. */
  readonly victimAge!: number | null;
  /**
   * When it turned out that it should not have been recorded.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it should not have been recorded. */
  readonly voidReason!: string | null;
}

/** A part of a list of charges. */
export class ChargePage {
  readonly items!: ChargeView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** What kind of complaint the charges are for. */
export class ChargeSuggestionsQuery {
  /**
   * What the complaint is about.
   * @example csam_possession
   */
  @IsIn(complaintTypes) readonly complaintType!: ComplaintType;
}

/** A federal section that complaints of the type are usually charged under. */
export class FederalSuggestion {
  /**
   * As it is cited within title 18.
   * @example 2252A(a)(5)
   */
  readonly section!: string;
  /**
   * What the section is called.
   * @example Certain activities relating to material constituting or containing child pornography
   */
  readonly title!: string;
}

/** An activity with the material, by its letter. */
export class ActivitySuggestion {
  readonly code!: CriminalActivity;
  /**
   * What it is in words.
   * @example Possessing or concealing
   */
  readonly name!: string;
}

/** An offense of NIBRS that complaints of the type usually are. */
export class OffenseSuggestion {
  /**
   * Its code.
   * @example 370
   */
  readonly code!: NibrsOffense;
  /**
   * What it is in words.
   * @example Pornography or obscene material
   */
  readonly name!: string;
  /** What is usually done with the material: offense 370 has to say one at least. */
  readonly criminalActivities!: ActivitySuggestion[];
}

/** From a type of complaint to statutes and to NIBRS: what is proposed, and never decided. */
export class ChargeSuggestions {
  readonly complaintType!: ComplaintType;
  /** Sections of title 18. */
  readonly federal!: FederalSuggestion[];
  /** Offenses of NIBRS. */
  readonly nibrs!: OffenseSuggestion[];
}

/** What was sent, with null for what was left out. */
export function factsOf(charge: ChargeInput): ChargeFacts {
  const { code = null, title = null, federalSection = null, location = null, victimAge = null, ...rest } = charge;
  return { ...rest, code, title, federalSection, location, victimAge };
}

export function viewOf(charge: Charge): ChargeView {
  const { id, version, taskForceId, complaintId, arrestId, jurisdiction, code, section, title } = charge;
  const { federalSection, counts, completion, nibrsOffense, location, victimAge, voidReason } = charge;
  const of = { id, version, taskForceId, complaintId, arrestId };
  const statute = { jurisdiction, code, section, title, federalSection, counts, completion };
  const letters = { criminalActivities: [...charge.criminalActivities], offenderUsing: [...charge.offenderUsing] };
  const nibrs = { nibrsOffense, nibrsCompletion: completionLetters[completion], ...letters, location, victimAge };
  return { ...of, ...statute, ...nibrs, voidedAt: charge.voidedAt?.toISOString() ?? null, voidReason };
}

export function suggestionsFor(complaintType: ComplaintType): ChargeSuggestions {
  const { federal, nibrs } = usualCharges[complaintType];
  return {
    complaintType,
    federal: federal.map((section) => ({ section, title: titleOf(section) })),
    nibrs: nibrs.map(({ offense, activities = [] }) => ({
      code: offense,
      name: nibrsOffenses[offense],
      criminalActivities: activities.map((code) => ({ code, name: criminalActivities[code] })),
    })),
  };
}

function titleOf(citation: string): string {
  const section = federalSectionOf(citation);
  if (section === null) throw new Error('A suggested charge does not cite title 18 U.S.C.');
  return federalSections[section];
}

/** Letters of a data element of NIBRS, as many as that and each once. */
function Letters(codes: string[], element: number, least: number, most: number): PropertyDecorator {
  const known: readonly unknown[] = codes;
  const faultIn = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length < least) return `must hold at least ${least}`;
    if (value.length > most) return `must hold at most ${most}`;
    if (!value.every((code) => known.includes(code))) return `must hold letters of NIBRS data element ${element} only`;
    return new Set(value).size === value.length ? null : 'must not hold the same twice';
  };
  return applyDecorators(
    ValidateBy({
      name: 'letters',
      validator: {
        validate: (value) => faultIn(value) === null,
        defaultMessage: (found?: ValidationArguments) => faultIn(found?.value) ?? 'is not right',
      },
    }),
    ApiProperty({
      type: 'array',
      items: { type: 'string', enum: codes },
      minItems: least,
      maxItems: most,
      uniqueItems: true,
    }),
  );
}
