import { IsIn } from 'class-validator';
import { complaintSources } from '../../casework/complaints/complaints.enums.js';
import { investigationOutcomes } from '../../casework/investigations/investigations.enums.js';
import { IsId, IsDay, Omittable } from '../../platform/validation/input.js';
import { recipientMemberships, type RecipientMembership } from '../outreach/outreach.enums.js';
import { PageQuery } from '../../platform/http/paging.js';
import { forums } from '../../casework/prosecutions/prosecutions.enums.js';
import { arrestKinds, offenderClasses } from '../../casework/suspects/suspects.enums.js';
import { abuseTimings } from '../../casework/victims-identified/victims-identified.enums.js';
import { measureKeys, type MeasureKey } from './measures/index.js';
import {
  countedAudiences,
  countedModes,
  countedNcmecClasses,
  countedProcesses,
  countedProductions,
  countedProfessions,
  countedTypes,
  type CountedAudience,
  type CountedMode,
  type CountedNcmecClass,
  type CountedProcess,
  type CountedProduction,
  type CountedProfession,
  type CountedType,
} from './drill-down-filters.enums.js';

/** Number to drill down into, and a page of it. The filters have the same values as the row of a report. */
class DrillDownQuery extends PageQuery {
  /**
   * Measure of the number.
   * @example arrests
   */
  @IsIn(measureKeys) readonly measure!: MeasureKey;
  /** `taskForce` gives an agency the counts of its whole task force, and no rows of other agencies. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
  /** Counts only records of complaints of this type. */
  @Omittable() @IsIn(countedTypes) readonly type?: CountedType;
  /** Mode of the complaint. */
  @Omittable() @IsIn(countedModes) readonly mode?: CountedMode;
  /** Source of the complaints. */
  @Omittable() @IsIn(complaintSources) readonly source?: string;
  /** Class that NCMEC gave the CyberTips. */
  @Omittable() @IsIn(countedNcmecClasses) readonly ncmecClass?: CountedNcmecClass;
  /** Outcome of the closed investigations. */
  @Omittable() @IsIn(investigationOutcomes) readonly disposition?: string;
  /** Kind of the legal process. */
  @Omittable() @IsIn(countedProcesses) readonly process?: CountedProcess;
  /** Kind of the arrests. */
  @Omittable() @IsIn(arrestKinds) readonly arrest?: string;
  /** Class of the offenders. */
  @Omittable() @IsIn(offenderClasses) readonly offender?: string;
  /** Time of the abuse. */
  @Omittable() @IsIn(abuseTimings) readonly timing?: string;
  /** Whether the children were victims of production. */
  @Omittable() @IsIn(countedProductions) readonly production?: CountedProduction;
  /** Prosecutor of the referrals or prosecutions. */
  @Omittable() @IsIn(forums) readonly forum?: string;
  /** Whether the helped agency was a member of the task force. */
  @Omittable() @IsIn(recipientMemberships) readonly recipient?: RecipientMembership;
  /** Audience of the presentations. */
  @Omittable() @IsIn(countedAudiences) readonly audience?: CountedAudience;
  /** Profession of the trainees. */
  @Omittable() @IsIn(countedProfessions) readonly profession?: CountedProfession;
}

/** Number of a period to drill down into. */
export class TotalsRowsQuery extends DrillDownQuery {
  /**
   * First day of the period.
   * @example 2018-03-01
   */
  @IsDay() readonly from!: string;
  /**
   * Day after the last day of the period.
   * @example 2018-04-01
   */
  @IsDay() readonly until!: string;
  /** Task force whose records are counted. The national seat can choose one; other seats count their own. */
  @Omittable() @IsId() readonly taskForceId?: string;
  /** Agency whose records are counted. A task force chooses one of its agencies; an agency counts its own. */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** Number of an operation to drill down into. */
export class OperationRowsQuery extends DrillDownQuery {}
