import { IsEmail, IsIn, Matches, MaxLength } from 'class-validator';
import { IsDay, IsId, Name, Nullable, Omittable, Part, Text, Texts } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  agencyKinds,
  agencyLevels,
  membershipKinds,
  type AgencyKind,
  type AgencyLevel,
  type MembershipKind,
} from './agencies.enums.js';
import { postalCodeFault, postalCodes, type PostalCode } from '../task-forces/postal-codes.enums.js';

/** Number of counties of Texas, the most of any State. */
const maxCounties = 254;

/** Common fields of an agency. */
export class AgencyInput {
  /**
   * Name, unique within the task force.
   * @example Omaha Police Department
   */
  @Name(200) readonly name!: string;
  /** @example local_police */
  @IsIn(agencyKinds) readonly kind!: AgencyKind;
  /** @example local */
  @IsIn(agencyLevels) readonly level!: AgencyLevel;
  /**
   * Two-letter postal code of the State or territory.
   * @example NE
   */
  @IsIn(postalCodes, { message: postalCodeFault }) readonly state!: PostalCode;
  /**
   * City of the agency. Triage proposes the agency for complaints of this city.
   * @example Omaha
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly city?: string | null;
  /**
   * Counties that the agency serves, by their FIPS codes of five digits. Triage proposes the agency for complaints of
   * these counties.
   * @example ["31055"]
   */
  @Omittable() @Texts({ min: 5, max: 5 }, maxCounties) readonly countyFips?: string[];
}

/** New membership of an agency in its task force. */
export class BeginMembership {
  /** @example affiliate */
  @IsIn(membershipKinds) readonly kind!: MembershipKind;
  /**
   * First day of the membership.
   * @example 2017-10-01
   */
  @IsDay() readonly beganOn!: string;
  /**
   * Day on which the memorandum of understanding (MOU) was signed.
   * @example 2017-09-20
   */
  @Omittable() @Nullable() @IsDay() readonly mouSignedOn?: string | null;
  /**
   * Day on which the agency adopted the program's standards.
   * @example 2017-09-20
   */
  @Omittable() @Nullable() @IsDay() readonly standardsAdoptedOn?: string | null;
}

/** New agency with its first membership. */
export class CreateAgency extends AgencyInput {
  /**
   * Task force of the agency. Default: your task force. Required if your account belongs to the national office.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   */
  @Omittable() @IsId() readonly taskForceId?: string;
  /**
   * Nine-character NCIC originating agency identifier (ORI), if the agency has one.
   * @example NB0280200
   */
  @Omittable()
  @Nullable()
  @Matches(/^[A-Z0-9]{9}$/, { message: 'must be nine capital letters and digits' })
  readonly ori?: string | null;
  /**
   * Telephone number for case enquiries from other units.
   * @example +1 402 555 0100
   */
  @Omittable() @Nullable() @Text({ max: 40 }) readonly contactPhone?: string | null;
  /**
   * Email address for case enquiries from other units.
   * @example icac@example.gov
   */
  @Omittable()
  @Nullable()
  @IsEmail({}, { message: 'must be an email address' })
  @MaxLength(200)
  readonly contactEmail?: string | null;
  @Part(() => BeginMembership) readonly membership!: BeginMembership;
}

/** Complete particulars of an agency. Empty fields are null. An omitted city stays, and so do omitted counties. */
export class DescribeAgency extends AgencyInput {
  @Nullable()
  @Matches(/^[A-Z0-9]{9}$/, { message: 'must be nine capital letters and digits' })
  readonly ori!: string | null;
  @Nullable() @Text({ max: 40 }) readonly contactPhone!: string | null;
  @Nullable()
  @IsEmail({}, { message: 'must be an email address' })
  @MaxLength(200)
  readonly contactEmail!: string | null;
}

/**
 * New membership from a day on. The current membership ends on that day. An agency that leaves becomes a non-member.
 */
export class ChangeMembership extends BeginMembership {
  /**
   * Reason for the change, for the audit trail.
   * @example Signed the memorandum of understanding.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Filters of the list of agencies, which is ordered by name. */
export class AgenciesQuery extends PageQuery {
  /**
   * Part of the name, in any case.
   * @example omaha
   */
  @Omittable() @Text({ max: 100 }) readonly q?: string;
  /** Limits the list to this kind. */
  @Omittable() @IsIn(agencyKinds) readonly kind?: AgencyKind;
  /** Limits the list to this task force. */
  @Omittable() @IsId() readonly taskForceId?: string;
  /** Limits the list to lead and affiliate agencies on this day. */
  @Omittable() @IsDay() readonly memberOn?: string;
}
