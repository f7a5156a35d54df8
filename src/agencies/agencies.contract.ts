import { IsEmail, IsIn, IsUUID, Matches, MaxLength } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Part, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import {
  agencyKinds,
  agencyLevels,
  membershipKinds,
  type AgencyKind,
  type AgencyLevel,
  type MembershipKind,
} from './agencies.words.js';
import { agencyPolicy } from './agencies.policy.js';
import type { AgencyMembership } from './agency-membership.entity.js';
import type { Agency } from './agency.entity.js';

/** What every agency has. */
export class AgencyInput {
  /**
   * What it is called, in its task force once.
   * @example Omaha Police Department
   */
  @Text({ max: 200 }) readonly name!: string;
  /** @example local_police */
  @IsIn(agencyKinds) readonly kind!: AgencyKind;
  /** @example local */
  @IsIn(agencyLevels) readonly level!: AgencyLevel;
  /**
   * The State or territory, by its two-letter postal code.
   * @example NE
   */
  @Matches(/^[A-Z]{2}$/, { message: 'must be a two-letter postal code in capitals' }) readonly state!: string;
}

/** How an agency stands to its task force, and since when. */
export class BeginMembership {
  /** @example affiliate */
  @IsIn(membershipKinds) readonly kind!: MembershipKind;
  /**
   * The first day it holds.
   * @example 2017-10-01
   */
  @IsDay() readonly beganOn!: string;
  /**
   * When the memorandum of understanding was signed.
   * @example 2017-09-20
   */
  @Omittable() @Nullable() @IsDay() readonly mouSignedOn?: string | null;
  /**
   * When the agency adopted the programme's standards.
   * @example 2017-09-20
   */
  @Omittable() @Nullable() @IsDay() readonly standardsAdoptedOn?: string | null;
}

/** An agency and the membership it begins with. */
export class CreateAgency extends AgencyInput {
  /**
   * The task force it belongs to: one's own if left out. From the national seat it has to be named.
   * @example 01890a5d-1c2b-7a6d-b0a4-5e7f90c1d2e3
   */
  @Omittable() @IsUUID() readonly taskForceId?: string;
  /**
   * Its nine-character NCIC originating agency identifier, if it has one.
   * @example NB0280200
   */
  @Omittable()
  @Nullable()
  @Matches(/^[A-Z0-9]{9}$/, { message: 'must be nine capital letters and digits' })
  readonly ori?: string | null;
  /**
   * Whom another unit calls about a case.
   * @example +1 402 555 0100
   */
  @Omittable() @Nullable() @Text({ max: 40 }) readonly contactPhone?: string | null;
  /**
   * Whom another unit writes to about a case.
   * @example icac@example.gov
   */
  @Omittable()
  @Nullable()
  @IsEmail({}, { message: 'must be an email address' })
  @MaxLength(200)
  readonly contactEmail?: string | null;
  @Part(() => BeginMembership) readonly membership!: BeginMembership;
}

/** An agency's particulars, whole: what is empty is null. */
export class DescribeAgency extends AgencyInput {
  /**
   * Its nine-character NCIC originating agency identifier, if it has one.
   * @example NB0280200
   */
  @Nullable()
  @Matches(/^[A-Z0-9]{9}$/, { message: 'must be nine capital letters and digits' })
  readonly ori!: string | null;
  /**
   * Whom another unit calls about a case.
   * @example +1 402 555 0100
   */
  @Nullable() @Text({ max: 40 }) readonly contactPhone!: string | null;
  /**
   * Whom another unit writes to about a case.
   * @example icac@example.gov
   */
  @Nullable()
  @IsEmail({}, { message: 'must be an email address' })
  @MaxLength(200)
  readonly contactEmail!: string | null;
}

/** Another membership from a day on; the present one ends where it begins. An agency that leaves becomes a non-member. */
export class ChangeMembership extends BeginMembership {
  /**
   * Why; it goes into the trail.
   * @example Signed the memorandum of understanding.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Which agencies to list, by name. */
export class AgenciesQuery extends PageQuery {
  /** Only those of this kind. */
  @Omittable() @IsIn(agencyKinds) readonly kind?: AgencyKind;
  /** Only those of this task force. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
  /** Only those that were lead or affiliate on this day. */
  @Omittable() @IsDay() readonly memberOn?: string;
}

/** How an agency stood to its task force, from a day until a day. */
export class MembershipView {
  /** @format uuid */
  readonly id!: string;
  readonly kind!: MembershipKind;
  /**
   * The first day it held.
   * @format date
   */
  readonly beganOn!: string;
  /**
   * The first day it no longer held; null while it holds.
   * @format date
   */
  readonly endedOn!: string | null;
  /** @format date */
  readonly mouSignedOn!: string | null;
  /** @format date */
  readonly standardsAdoptedOn!: string | null;
}

/** What the reader may do to this agency. */
export class AgencyMay {
  /** Change its particulars. */
  readonly describe!: boolean;
  /** Change how it stands to its task force. */
  readonly changeMembership!: boolean;
}

/** A line of the list of agencies. */
export class AgencySummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The task force it belongs to.
   * @format uuid
   */
  readonly taskForceId!: string;
  readonly name!: string;
  readonly ori!: string | null;
  readonly kind!: AgencyKind;
  readonly level!: AgencyLevel;
  readonly state!: string;
  readonly contactPhone!: string | null;
  readonly contactEmail!: string | null;
}

/** An agency and its memberships over time, the first one first. */
export class AgencyView extends AgencySummary {
  readonly memberships!: MembershipView[];
  readonly may!: AgencyMay;
}

/** A part of the list of agencies, by name. */
export class AgencyPage {
  readonly items!: AgencySummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** An agency, and how it stood to its task force over time. */
export interface AgencyOverTime {
  readonly agency: Agency;
  readonly memberships: readonly AgencyMembership[];
}

export function summaryOf(agency: Agency): AgencySummary {
  const { id, version, taskForceId, name, ori, kind, level, state, contactPhone, contactEmail } = agency;
  return { id, version, taskForceId, name, ori, kind, level, state, contactPhone, contactEmail };
}

export function viewOf({ agency, memberships }: AgencyOverTime, actor: Actor): AgencyView {
  const keep = allows(actor.role, 'agencies:keep') && agencyPolicy.keep(actor, agency);
  return {
    ...summaryOf(agency),
    memberships: memberships.map(({ id, kind, beganOn, endedOn, mouSignedOn, standardsAdoptedOn }) => ({
      id,
      kind,
      beganOn,
      endedOn,
      mouSignedOn,
      standardsAdoptedOn,
    })),
    may: { describe: keep, changeMembership: keep },
  };
}
