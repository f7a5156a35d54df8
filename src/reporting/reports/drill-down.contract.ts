import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { complaintSources } from '../../casework/complaints/complaints.enums.js';
import { investigationOutcomes } from '../../casework/investigations/investigations.enums.js';
import { IsDay, Omittable } from '../../platform/validation/input.js';
import { recipientMemberships, type RecipientMembership } from '../outreach/outreach.enums.js';
import { PageQuery } from '../../platform/http/paging.js';
import { forums } from '../../casework/prosecutions/prosecutions.enums.js';
import { arrestKinds, offenderClasses } from '../../casework/suspects/suspects.enums.js';
import { abuseTimings } from '../../casework/victims-identified/victims-identified.enums.js';
import type { Facet } from './facets.js';
import { measureKeys, type MeasureKey } from './measures/index.js';
import {
  countedAudiences,
  countedModes,
  countedProcesses,
  countedProductions,
  countedProfessions,
  countedTypes,
  type CountedAudience,
  type CountedMode,
  type CountedProcess,
  type CountedProduction,
  type CountedProfession,
  type CountedType,
} from './drill-down-filters.enums.js';
import { AgencyName, ScopeView, TaskForceName } from './reports.contract.js';

/** Number to drill down into, and a page of it. The filters have the same values as the row of a report. */
class DrillDownQuery extends PageQuery {
  /**
   * Measure of the number.
   * @example arrests
   */
  @IsIn(measureKeys) readonly measure!: MeasureKey;
  /** `taskForce` gives an agency the counts of its whole task force, and no rows of other agencies. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
  /** Complaint type. */
  @Omittable() @IsIn(countedTypes) readonly type?: CountedType;
  /** Mode. */
  @Omittable() @IsIn(countedModes) readonly mode?: CountedMode;
  /** Source of the complaints. */
  @Omittable() @IsIn(complaintSources) readonly source?: string;
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
  /** Forum of the referrals or prosecutions. */
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
   * First day.
   * @example 2018-03-01
   */
  @IsDay() readonly from!: string;
  /**
   * Day after the last day of the period.
   * @example 2018-04-01
   */
  @IsDay() readonly until!: string;
  /** Task force whose records are counted. The national seat can choose one; other seats count their own. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
  /** Agency whose records are counted. A task force chooses one of its agencies; an agency counts its own. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Number of an operation to drill down into. */
export class OperationRowsQuery extends DrillDownQuery {}

/** Record that a number counts. A presentation or training has one row for each audience or profession. */
export class CountedRow {
  readonly measure!: MeasureKey;
  /**
   * Counted record; null if the reader may not see it. A purged record has its former id.
   * @format uuid
   */
  readonly recordId!: string | null;
  /**
   * Complaint of the record; null if there is none, if it was purged, or if the reader may not see it.
   * @format uuid
   */
  readonly complaintId!: string | null;
  /**
   * Reference of the complaint.
   * @example NE-2018-000417
   */
  readonly reference!: string | null;
  /** Whether the record was purged. A purged record still counts. */
  readonly purged!: boolean;
  /**
   * Day of the count, where its task force is.
   * @example 2018-03-14
   * @format date
   */
  readonly day!: string;
  /** Agency of the count. */
  readonly agency!: AgencyName;
  /** Facets of the record. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { type: 'enticement', mode: 'reactive', arrest: 'on_view' },
  })
  readonly facets!: Partial<Readonly<Record<Facet, string>>>;
  /**
   * Amount of the count: the number of people or bytes, and 1 for every other record.
   * @example 1
   */
  readonly n!: number;
}

/** Part of a number that one task force contributes. */
export class CountByTaskForce {
  readonly taskForce!: TaskForceName;
  /** @example 412 */
  readonly n!: number;
}

/** Part of a number with one complaint type and mode; null for a measure without them. */
export class CountByTypeAndMode {
  /**
   * Complaint type.
   * @example enticement
   */
  readonly type!: string | null;
  /**
   * Mode.
   * @example reactive
   */
  readonly mode!: string | null;
  /** @example 12 */
  readonly n!: number;
}

/** Drill-down of a number. */
export class DrillDownView {
  readonly scope!: ScopeView;
  /**
   * Recorded number of the report. The rows, or the counts in their place, add up to it.
   * @example 412
   */
  readonly total!: number;
  /** Counts by task force in place of rows, at the national seat. */
  readonly byTaskForce!: CountByTaskForce[] | null;
  /** Counts by type and mode in place of rows, for an agency that reads its whole task force. */
  readonly byTypeAndMode!: CountByTypeAndMode[] | null;
  /** Counted records, the latest first. */
  readonly items!: CountedRow[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}
