import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { complaintSources } from '../complaints/complaints.words.js';
import { investigationOutcomes } from '../investigations/investigations.words.js';
import { IsDay, Omittable } from '../platform/http/input.js';
import { recipientMemberships, type RecipientMembership } from '../outreach/outreach.words.js';
import { PageQuery } from '../platform/http/paging.js';
import { forums } from '../prosecutions/prosecutions.words.js';
import { arrestKinds, offenderClasses } from '../suspects/suspects.words.js';
import { abuseTimings } from '../victims-identified/victims-identified.words.js';
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
} from './row-filters.words.js';
import { AgencyName, ScopeView, TaskForceName } from './reports.contract.js';

/** Behind which number, and how much of it: what a row of a report tells apart is said in the same words. */
class BehindQuery extends PageQuery {
  /**
   * Which measure.
   * @example arrests
   */
  @IsIn(measureKeys) readonly measure!: MeasureKey;
  /** From an agency's seat: how much its whole task force counts. It reads no neighbour's rows. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
  /** Only of this complaint type. */
  @Omittable() @IsIn(countedTypes) readonly type?: CountedType;
  /** Only of this mode. */
  @Omittable() @IsIn(countedModes) readonly mode?: CountedMode;
  /** Only complaints from there. */
  @Omittable() @IsIn(complaintSources) readonly source?: string;
  /** Only investigations closed like that. */
  @Omittable() @IsIn(investigationOutcomes) readonly disposition?: string;
  /** Only this legal process. */
  @Omittable() @IsIn(countedProcesses) readonly process?: CountedProcess;
  /** Only arrests made like that. */
  @Omittable() @IsIn(arrestKinds) readonly arrest?: string;
  /** Only offenders who did that. */
  @Omittable() @IsIn(offenderClasses) readonly offender?: string;
  /** Only children who were abused then. */
  @Omittable() @IsIn(abuseTimings) readonly timing?: string;
  /** Only children who were victims of production, or who were not. */
  @Omittable() @IsIn(countedProductions) readonly production?: CountedProduction;
  /** Only what was referred or prosecuted there. */
  @Omittable() @IsIn(forums) readonly forum?: string;
  /** Only help to members of the task force, or to others. */
  @Omittable() @IsIn(recipientMemberships) readonly recipient?: RecipientMembership;
  /** Only these of who came to presentations. */
  @Omittable() @IsIn(countedAudiences) readonly audience?: CountedAudience;
  /** Only these of who was trained. */
  @Omittable() @IsIn(countedProfessions) readonly profession?: CountedProfession;
}

/** Behind which number of a period. */
export class TotalsRowsQuery extends BehindQuery {
  /**
   * The first day.
   * @example 2018-03-01
   */
  @IsDay() readonly from!: string;
  /**
   * The day after the last: the period runs up to it, without it.
   * @example 2018-04-01
   */
  @IsDay() readonly until!: string;
  /** Only what this task force recorded. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
  /** Only what this agency recorded. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Behind which number of an operation. */
export class OperationRowsQuery extends BehindQuery {}

/** One counted thing behind a number. Of one presentation or training each kind of people is a row. */
export class CountedRow {
  readonly measure!: MeasureKey;
  /**
   * The record that counts; null where the reader may not see it. Of what was purged, the id that it had.
   * @format uuid
   */
  readonly recordId!: string | null;
  /**
   * The complaint it hangs on, or is; null where there is none, where it was purged, or where the reader may not see it.
   * @format uuid
   */
  readonly complaintId!: string | null;
  /**
   * That complaint's reference.
   * @example NE-2018-000417
   */
  readonly reference!: string | null;
  /** The record was purged, and counts as before. */
  readonly purged!: boolean;
  /**
   * The day it is counted on, where its task force is.
   * @example 2018-03-14
   * @format date
   */
  readonly day!: string;
  /** The agency it is counted for. */
  readonly agency!: AgencyName;
  /** What it can be told apart by. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { type: 'enticement', mode: 'reactive', arrest: 'on_view' },
  })
  readonly facets!: Partial<Readonly<Record<Facet, string>>>;
  /**
   * How much it counts: people and bytes by the head and byte, all else one.
   * @example 1
   */
  readonly n!: number;
}

/** How much of a number is a task force's. */
export class CountByTaskForce {
  readonly taskForce!: TaskForceName;
  /** @example 412 */
  readonly n!: number;
}

/** How much of a number is of complaints of a type and mode; null where the measure tells of none. */
export class CountByTypeAndMode {
  /**
   * The complaint type.
   * @example enticement
   */
  readonly type!: string | null;
  /**
   * Its mode.
   * @example reactive
   */
  readonly mode!: string | null;
  /** @example 12 */
  readonly n!: number;
}

/** What is behind a number. */
export class RowsBehindView {
  readonly scope!: ScopeView;
  /**
   * The number, as the report has it recorded: all its rows add up to it, or its counts by task force or by type and mode.
   * @example 412
   */
  readonly total!: number;
  /** At the national seat: how much is whose, in place of rows. */
  readonly byTaskForce!: CountByTaskForce[] | null;
  /** At an agency's seat, of its whole task force: how much is what, in place of rows. */
  readonly byTypeAndMode!: CountByTypeAndMode[] | null;
  /** The latest first. */
  readonly items!: CountedRow[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}
