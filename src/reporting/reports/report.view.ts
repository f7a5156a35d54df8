import { ApiProperty } from '@nestjs/swagger';
import type {
  DisclosureBasis,
  DisclosureKind,
  DisclosureRecipient,
} from '../../casework/disclosures/disclosures.enums.js';
import type { AgencyName } from '../../organization/agencies/agency-name.view.js';
import type { TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { OperationMembership } from '../operations/operations.enums.js';
import { Figures } from './figures.view.js';
import type { MeasureKey } from './measures/index.js';
import { dimensions, type Dimension, type Precision } from './reports.enums.js';

/** Scope of the counted records. */
export class ScopeView {
  /** Level of the scope. */
  readonly level!: 'agency' | 'task_force' | 'national';
  /** Task force; null if all are counted. */
  readonly taskForceId!: string | null;
  /** Agency; null if all agencies of the task force are counted. */
  readonly agencyId!: string | null;
}

/**
 * Figures of one combination of dimensions. A dimension that was not requested is null. Historical totals without a
 * task force, agency, month, type or mode are in rows with null there.
 */
export class TotalsRow {
  readonly taskForce!: TaskForceName | null;
  readonly agency!: AgencyName | null;
  /** Month, as `YYYY-MM`. */
  readonly month!: string | null;
  /** Complaint type; `unclassified` until set. Outreach has none. */
  readonly type!: string | null;
  /** Mode: `proactive`, `reactive` or `unclassified`. Outreach has none. */
  readonly mode!: string | null;
  /** Source of the complaints. */
  readonly source!: string | null;
  /** Class that NCMEC gave the CyberTips: `referral`, `informational` or `not_stated`. */
  readonly ncmecClass!: string | null;
  /** Outcome of the closed investigations. */
  readonly disposition!: string | null;
  /** Kind of the legal process. */
  readonly process!: string | null;
  /** Kind of the arrests. */
  readonly arrest!: string | null;
  /** Class of the offenders: `producer`, `contact_offender` or `both`. */
  readonly offender!: string | null;
  /** Time of the abuse: `recent`, `ongoing`, `historical` or `unknown`. */
  readonly timing!: string | null;
  /** Whether children were victims of production: `yes` or `no`. */
  readonly production!: string | null;
  /** Prosecutor of the referrals or prosecutions. */
  readonly forum!: string | null;
  /** Whether the agency that was helped was a `member` or a `non_member`. */
  readonly recipient!: string | null;
  /** Audience of the presentations: `youth` or `adults`. */
  readonly audience!: string | null;
  /** Profession of the trainees: `law_enforcement`, `prosecutors` or `other`. */
  readonly profession!: string | null;
  readonly figures!: Figures;
}

/** Historical total that is included in the totals. */
export class IncludedHistoricalTotal {
  readonly id!: string;
  /** Task force; null for the whole program. */
  readonly taskForceId!: string | null;
  readonly measure!: MeasureKey;
  /**
   * First day of its period.
   * @example 1998-01-01
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day of its period.
   * @example 2018-03-01
   * @format date
   */
  readonly until!: string;
  /** Complaint type, if the number counts only one. */
  readonly type!: string | null;
  /** Mode, if the number counts only one. */
  readonly mode!: string | null;
  /**
   * Number as published in the source, included in this report.
   * @example 775000
   */
  readonly value!: number;
  /**
   * Precision of the published number.
   * @example at_least
   */
  readonly precision!: Precision;
  /**
   * Publication that contains the number.
   * @example Press release of June 2018
   */
  readonly source!: string;
}

/** Totals of a period. The rows add up to the figures. */
export class TotalsView {
  /**
   * First day of the period.
   * @example 2018-03-01
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day of the period.
   * @example 2018-06-01
   * @format date
   */
  readonly until!: string;
  /** Dimensions of the rows. */
  @ApiProperty({ enum: dimensions, isArray: true }) readonly by!: readonly Dimension[];
  readonly scope!: ScopeView;
  /** Time of the count. */
  readonly generatedAt!: string;
  /**
   * Path of the records behind the figures. Add the parameter `measure`, and for one row the values of its dimensions.
   * @example /api/v1/reports/totals/drill-down?from=2018-03-01&until=2018-06-01
   */
  readonly drillDownPath!: string;
  readonly figures!: Figures;
  readonly rows!: TotalsRow[];
  /** Included historical totals. Only a figure with its whole period in this one can be included. */
  readonly historicalTotals!: IncludedHistoricalTotal[];
}

/** Operation of the report. */
export class ReportedOperation {
  readonly id!: string;
  /**
   * Name of the operation.
   * @example Operation Broken Heart
   */
  readonly name!: string;
  /**
   * First day of the operation.
   * @example 2018-03-01
   */
  readonly startsOn!: string;
  /**
   * Last day, inclusive.
   * @example 2018-05-31
   */
  readonly endsOn!: string;
  readonly membership!: OperationMembership;
}

/** Number of complaints of one type and mode. */
export class ComplaintsByTypeAndMode {
  /**
   * Complaint type; `unclassified` until set.
   * @example enticement
   */
  readonly type!: string;
  /**
   * Mode: `proactive`, `reactive` or `unclassified`.
   * @example reactive
   */
  readonly mode!: string;
  /** Number of complaints. */
  readonly complaints!: number;
}

/** Totals of an operation, counted from the records. Historical totals are not included. */
export class OperationReportView {
  readonly operation!: ReportedOperation;
  readonly scope!: ScopeView;
  readonly generatedAt!: string;
  /** Number of participating task forces that the reader can see. */
  readonly taskForces!: number;
  /** Number of their agencies with a membership on a day of the window. */
  readonly agencies!: number;
  /**
   * Path of the records behind the figures. Add the parameter `measure`, and for one row its type and mode.
   * @example /api/v1/reports/operations/1e0ca2a9-8bb1-559b-971a-aea80839e1c1/rows
   */
  readonly drillDownPath!: string;
  readonly figures!: Figures;
  /** Complaints by type and mode, which add up to the complaints of the figures. */
  readonly complaintsByTypeAndMode!: ComplaintsByTypeAndMode[];
}

/** Number of disclosures of one kind, on one basis, to one kind of recipient. */
export class DisclosuresRow {
  readonly basis!: DisclosureBasis;
  readonly kind!: DisclosureKind;
  readonly recipient!: DisclosureRecipient;
  /** Number of disclosures of the row. */
  readonly disclosures!: number;
}

/** Disclosure counts of a period. */
export class DisclosuresReportView {
  /**
   * First day of the period.
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day.
   * @format date
   */
  readonly until!: string;
  readonly scope!: ScopeView;
  readonly generatedAt!: string;
  /**
   * Number of all disclosures, to which the rows add up.
   * @example 12
   */
  readonly disclosures!: number;
  readonly rows!: DisclosuresRow[];
}
