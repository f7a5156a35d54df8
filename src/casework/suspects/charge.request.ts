import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, ValidateBy, type ValidationArguments } from 'class-validator';
import { complaintTypes, type ComplaintType } from '../complaints/complaints.enums.js';
import { IsId, Integer, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  completions,
  criminalActivityCodes,
  nibrsLocationCodes,
  nibrsOffenseCodes,
  offenderUseCodes,
  type Completion,
  type CriminalActivity,
  type NibrsLocation,
  type NibrsOffense,
  type OffenderUse,
} from './nibrs.codes.js';
import { chargeJurisdictions, type ChargeJurisdiction } from './suspects.enums.js';

/**
 * Fields of a charge: statute, counts and NIBRS codes. A charge is no NIBRS submission: it has no type of force or weapon
 * (data element 13) and no gang information.
 */
export class ChargeInput {
  /**
   * `US` for the United States Code, or the State's two letters.
   * @example NE
   */
  @IsIn(chargeJurisdictions, { message: 'must be the two-letter postal code of a State, in capitals, or US' })
  readonly jurisdiction!: ChargeJurisdiction;
  /**
   * Section, with as many subdivisions as known.
   * @example 28-813.01
   */
  @Text({ max: 60 }) readonly section!: string;
  /**
   * Code of the State, or the title of a federal charge, such as `47 U.S.C.`; title 18 if omitted there.
   * @example Neb. Rev. Stat.
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly code?: string | null;
  /**
   * Title of the section. A usual section of title 18 has it from the list, and any other needs it.
   * @example Sexually explicit conduct; visual depiction; unlawful
   */
  @Omittable() @Nullable() @Text({ max: 300 }) readonly title?: string | null;
  /**
   * Corresponding section of title 18, if there is one.
   * @example 2252A
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly federalSection?: string | null;
  /**
   * Number of counts.
   * @example 1
   */
  @Integer(1, 999) readonly counts!: number;
  /** @example completed */
  @IsIn(completions) readonly completion!: Completion;
  /**
   * NIBRS offense code.
   * @example 370
   */
  @IsIn(nibrsOffenseCodes) readonly nibrsOffense!: NibrsOffense;
  /**
   * Criminal activities, for the offenses 370, 35A, 520 and 720 only: up to three letters of NIBRS data element 12.
   * @example ["P"]
   */
  @NibrsLetters(criminalActivityCodes, 12, 0, 3)
  readonly criminalActivities!: CriminalActivity[];
  /**
   * Suspected use by the offender: up to three letters of NIBRS data element 8. C is computer equipment; N
   * excludes the others.
   * @example ["C"]
   */
  @NibrsLetters(offenderUseCodes, 8, 1, 3)
  readonly offenderUsing!: OffenderUse[];
  /**
   * Location, as a number of NIBRS data element 9; 58 is cyberspace. An offense of Group B, 90F or 90Z, has none.
   * @example 58
   */
  @Omittable() @Nullable() @IsIn(nibrsLocationCodes) readonly location?: NibrsLocation | null;
  /** Age of the victim in years, if known; 99 for all ages above 98. */
  @Omittable() @Nullable() @Integer(0, 99) readonly victimAge?: number | null;
}

/** Charge of an arrest. */
export class RecordCharge extends ChargeInput {
  /** Arrest. The caller must be allowed to work on its complaint. */
  @IsId() readonly arrestId!: string;
}

/** Correction of a charge: all its fields, and the reason. */
export class CorrectCharge extends ChargeInput {
  /**
   * Reason of the correction.
   * @example The charging document has two counts.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list, latest recorded first. */
export class ChargesQuery extends PageQuery {
  /** Only charges of this arrest. */
  @Omittable() @IsId() readonly arrestId?: string;
  /** Only charges of this complaint's arrests. */
  @Omittable() @IsId() readonly complaintId?: string;
}

/** Type of complaint to suggest charges for. */
export class ChargeSuggestionsQuery {
  /**
   * Complaint type for which charges are suggested.
   * @example csam_possession
   */
  @IsIn(complaintTypes) readonly complaintType!: ComplaintType;
}

/** Validates a list of distinct letters of a NIBRS data element, with a minimum and a maximum length. */
function NibrsLetters(codes: string[], element: number, min: number, max: number): PropertyDecorator {
  const known: readonly unknown[] = codes;
  const describeFault = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length < min) return `must hold at least ${min}`;
    if (value.length > max) return `must hold at most ${max}`;
    if (!value.every((code) => known.includes(code))) return `must hold letters of NIBRS data element ${element} only`;
    return new Set(value).size === value.length ? null : 'must not hold duplicates';
  };
  return applyDecorators(
    ValidateBy({
      name: 'letters',
      validator: {
        validate: (value) => describeFault(value) === null,
        defaultMessage: (found?: ValidationArguments) => describeFault(found?.value) ?? 'is not valid',
      },
    }),
    ApiProperty({
      type: 'array',
      items: { type: 'string', enum: codes },
      minItems: min,
      maxItems: max,
      uniqueItems: true,
    }),
  );
}
