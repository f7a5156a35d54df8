import { IsIn } from 'class-validator';
import { Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { measureKeys, type MeasureKey } from '../reports/measures/index.js';
import { PeriodQuery } from '../reports/period.request.js';
import { DisclosuresReportQuery, OperationReportQuery, TotalsQuery } from '../reports/report.request.js';
import { BacklogQuery } from '../reports/timeliness/backlog.request.js';
import { TimelinessQuery } from '../reports/timeliness/timeliness.request.js';
import {
  exportedReports,
  exportFormats,
  handlings,
  type ExportedReport,
  type ExportFormat,
  type Handling,
} from './exports.enums.js';

/** Format, purpose and handling of a file. */
export class ExportOrder {
  /**
   * Format of the file.
   * @example csv
   */
  @IsIn(exportFormats) readonly format!: ExportFormat;
  /**
   * Handling: the recipients that the file may reach. Only `unit_only` shows small numbers about victims. Only a
   * supervisor may choose `public_release`.
   * @example unit_only
   */
  @IsIn(handlings) readonly handling!: Handling;
  /**
   * Purpose, which is written into the file and into the trail.
   * @example Monthly report to the program office.
   */
  @Text({ max: 1000, multiline: true }) readonly purpose!: string;
}

/** Export of the totals of a period. */
export class ExportTotals extends ExportOrder {
  /** Query of `GET /reports/totals`. */
  @Part(() => TotalsQuery) readonly query!: TotalsQuery;
}

/** Export of an operation's report. */
export class ExportOperation extends ExportOrder {
  /** Query of `GET /reports/operations/{id}`. */
  @Omittable() @Part(() => OperationReportQuery) readonly query?: OperationReportQuery;
}

/** Export of the durations of the steps that were completed in a period. */
export class ExportTimeliness extends ExportOrder {
  /** Query of `GET /reports/timeliness`. */
  @Part(() => TimelinessQuery) readonly query!: TimelinessQuery;
}

/** Export of the backlog. */
export class ExportBacklog extends ExportOrder {
  /** Query of `GET /reports/backlog`. */
  @Omittable() @Part(() => BacklogQuery) readonly query?: BacklogQuery;
}

/** Export of the report of disclosures. */
export class ExportDisclosures extends ExportOrder {
  /** Query of `GET /reports/disclosures`. */
  @Part(() => DisclosuresReportQuery) readonly query!: DisclosuresReportQuery;
}

/** Period and measure of the counted records. */
export class RecordsQuery extends PeriodQuery {
  @Omittable() @IsIn(measureKeys) readonly measure?: MeasureKey;
}

/** Export of the records that are counted in a period: one line each, without names. */
export class ExportRecords extends ExportOrder {
  @Part(() => RecordsQuery) readonly query!: RecordsQuery;
}

/** Filters of the list of exports, the latest first. */
export class ExportsQuery extends PageQuery {
  /** Report of the exports. */
  @Omittable() @IsIn(exportedReports) readonly report?: ExportedReport;
}
