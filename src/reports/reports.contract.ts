import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import type { DisclosureBasis, DisclosureKind, DisclosureRecipient } from '../disclosures/disclosures.words.js';
import type { OperationMembership } from '../operations/operations.words.js';
import { Omittable } from '../platform/http/input.js';
import { Dimensions, ListOf } from './dimensions.js';
import { Figures } from './figures.contract.js';
import { measureKeys, type MeasureKey } from './measures/index.js';
import { PeriodQuery } from './period.contract.js';
import { dimensions, type Dimension, type Precision } from './reports.words.js';

/** Which totals: of which days, told apart by what, for whom. */
export class TotalsQuery extends PeriodQuery {
  /** What the rows are told apart by: up to three, with commas between. Without it there are no rows, only the totals. */
  @Omittable() @Dimensions(dimensions, 'taskForce,month') readonly by?: readonly Dimension[];
  /** Measures beside those that every report has, with commas between. */
  @Omittable() @ListOf(measureKeys, measureKeys.length, 'convictions,pleas') readonly measures?: readonly MeasureKey[];
  /** Only what this task force recorded. */
  @Omittable() @IsUUID() readonly taskForceId?: string;
  /** Only what this agency recorded. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** From an agency's seat: the totals of its whole task force. They do not tell its agencies apart. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
}

/** Of which days the disclosures are counted. */
export class DisclosuresReportQuery extends PeriodQuery {}

/** For whom an operation's totals are counted. */
export class OperationReportQuery {
  /** From an agency's seat: the totals of its whole task force. */
  @Omittable() @IsIn(['taskForce']) readonly scope?: 'taskForce';
}

/** Whose records were counted. */
export class ScopeView {
  /** At what level. */
  readonly at!: 'agency' | 'task_force' | 'national';
  /**
   * The task force; null when all were counted.
   * @format uuid
   */
  readonly taskForceId!: string | null;
  /**
   * The agency; null when all of the task force were counted.
   * @format uuid
   */
  readonly agencyId!: string | null;
}

/** A task force, by its short name and its name. */
export class TaskForceName {
  /** @format uuid */
  readonly id!: string;
  /**
   * What the reference of each of its complaints begins with.
   * @example NE
   */
  readonly code!: string;
  /**
   * What it is called.
   * @example Nebraska ICAC Task Force
   */
  readonly name!: string;
}

/** An agency, by its name. */
export class AgencyName {
  /** @format uuid */
  readonly id!: string;
  /**
   * What it is called.
   * @example Omaha Police Department
   */
  readonly name!: string;
}

/**
 * The figures of one combination of what was asked for; what was not asked for is null. Carried figures that do not tell their
 * task force, agency, month, type or mode stand in rows where that is null.
 */
export class TotalsRow {
  readonly taskForce!: TaskForceName | null;
  readonly agency!: AgencyName | null;
  /** `YYYY-MM`. */
  readonly month!: string | null;
  /** The complaint type; `unclassified` until somebody set it. Outreach has none. */
  readonly type!: string | null;
  /** `proactive`, `reactive`, or `unclassified`. Outreach has none. */
  readonly mode!: string | null;
  /** Where complaints came from. */
  readonly source!: string | null;
  /** How investigations were closed. */
  readonly disposition!: string | null;
  /** Which legal process was served. */
  readonly process!: string | null;
  /** How arrests were made. */
  readonly arrest!: string | null;
  /** What offenders did: `producer`, `contact_offender` or `both`. */
  readonly offender!: string | null;
  /** When children were abused: `recent`, `ongoing`, `historical` or `unknown`. */
  readonly timing!: string | null;
  /** Whether children were victims of production: `yes` or `no`. */
  readonly production!: string | null;
  /** Where suspects were referred to or prosecuted. */
  readonly forum!: string | null;
  /** Whether the agency that was helped was a `member` or a `non_member`. */
  readonly recipient!: string | null;
  /** Who came to presentations: `youth` or `adults`. */
  readonly audience!: string | null;
  /** Who was trained: `law_enforcement`, `prosecutors` or `other`. */
  readonly profession!: string | null;
  readonly figures!: Figures;
}

/** A figure from before the tracker that went into the totals. */
export class CarriedFrom {
  /** @format uuid */
  readonly id!: string;
  /**
   * Null: of the whole programme.
   * @format uuid
   */
  readonly taskForceId!: string | null;
  /** What it counts. */
  readonly measure!: MeasureKey;
  /**
   * The first day it covers.
   * @example 1998-01-01
   * @format date
   */
  readonly from!: string;
  /**
   * The day after the last it covers.
   * @example 2018-03-01
   * @format date
   */
  readonly until!: string;
  /** The complaint type it tells of, if it tells of one only. */
  readonly type!: string | null;
  /** The mode it tells of, if it tells of one only. */
  readonly mode!: string | null;
  /**
   * The number that was published.
   * @example 775000
   */
  readonly value!: number;
  /**
   * Whether it was published as that, as more than that, or as about that.
   * @example at_least
   */
  readonly precision!: Precision;
  /**
   * Where it was published.
   * @example Press release of June 2018
   */
  readonly source!: string;
}

/** Totals of a period. The rows add up to the figures. */
export class TotalsView {
  /**
   * The first day.
   * @example 2018-03-01
   * @format date
   */
  readonly from!: string;
  /**
   * The day after the last.
   * @example 2018-06-01
   * @format date
   */
  readonly until!: string;
  /** What the rows are told apart by. */
  @ApiProperty({ enum: dimensions, isArray: true }) readonly by!: readonly Dimension[];
  readonly scope!: ScopeView;
  /**
   * When it was counted.
   * @format date-time
   */
  readonly generatedAt!: string;
  /**
   * Where the rows behind each recorded figure are: with its measure, and for a cell with what its row says.
   * @example /api/v1/reports/totals/rows?from=2018-03-01&until=2018-06-01
   */
  readonly rowsPath!: string;
  readonly figures!: Figures;
  readonly rows!: TotalsRow[];
  /** Only figures whose whole period lies in this one can go in. */
  readonly carriedFrom!: CarriedFrom[];
}

/** The operation a report is about. */
export class ReportedOperation {
  /** @format uuid */
  readonly id!: string;
  /**
   * What it is called.
   * @example Operation Broken Heart
   */
  readonly name!: string;
  /**
   * Its first day.
   * @example 2018-03-01
   */
  readonly startsOn!: string;
  /**
   * Its last day, which belongs to it.
   * @example 2018-05-31
   */
  readonly endsOn!: string;
  readonly membership!: OperationMembership;
}

/** How many complaints there were of a type and mode. */
export class ComplaintsByTypeAndMode {
  /**
   * The complaint type; `unclassified` until somebody set it.
   * @example enticement
   */
  readonly type!: string;
  /**
   * `proactive`, `reactive`, or `unclassified`.
   * @example reactive
   */
  readonly mode!: string;
  /** How many. */
  readonly complaints!: number;
}

/** An operation's totals, counted from the records; nothing carried over goes in. */
export class OperationReportView {
  readonly operation!: ReportedOperation;
  readonly scope!: ScopeView;
  /**
   * When it was counted.
   * @format date-time
   */
  readonly generatedAt!: string;
  /** How many task forces take part, as far as the reader sees them. */
  readonly taskForces!: number;
  /** How many of their agencies were members of them on a day of the window. */
  readonly agencies!: number;
  /**
   * Where the rows behind each figure are: with its measure, and for a cell with its type and mode.
   * @example /api/v1/reports/operations/1e0ca2a9-8bb1-559b-971a-aea80839e1c1/rows
   */
  readonly rowsPath!: string;
  readonly figures!: Figures;
  /** They add up to the complaints among the figures. */
  readonly complaintsByTypeAndMode!: ComplaintsByTypeAndMode[];
}

/** How often something left by that, on that basis, to those. */
export class DisclosuresRow {
  readonly basis!: DisclosureBasis;
  readonly what!: DisclosureKind;
  readonly recipient!: DisclosureRecipient;
  /** @example 12 */
  readonly disclosures!: number;
}

/** What left in a period, counted. */
export class DisclosuresReportView {
  /**
   * The first day.
   * @format date
   */
  readonly from!: string;
  /**
   * The day after the last.
   * @format date
   */
  readonly until!: string;
  readonly scope!: ScopeView;
  /**
   * When it was counted.
   * @format date-time
   */
  readonly generatedAt!: string;
  /**
   * How often anything left: the rows add up to it.
   * @example 12
   */
  readonly disclosures!: number;
  readonly rows!: DisclosuresRow[];
}
