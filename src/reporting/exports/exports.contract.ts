import { IsIn } from 'class-validator';
import { Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { measureKeys, type MeasureKey } from '../reports/measures/index.js';
import { PeriodQuery } from '../reports/period.contract.js';
import { DisclosuresReportQuery, OperationReportQuery, TotalsQuery } from '../reports/reports.contract.js';
import { BacklogQuery } from '../reports/timeliness/backlog.contract.js';
import { TimelinessQuery } from '../reports/timeliness/timeliness.contract.js';
import type { Export } from './export.entity.js';
import {
  exportedReports,
  exportFormats,
  handlings,
  type ExportedReport,
  type ExportFormat,
  type ExportState,
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
   * @example Monthly report to the programme office.
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
  /** Measure that counts the records. */
  @Omittable() @IsIn(measureKeys) readonly measure?: MeasureKey;
}

/** Export of the records that are counted in a period: one line each, without names. */
export class ExportRecords extends ExportOrder {
  /** Period and measure of the records. */
  @Part(() => RecordsQuery) readonly query!: RecordsQuery;
}

/** Filters of the list of exports, the latest first. */
export class ExportsQuery extends PageQuery {
  /** Report of the exports. */
  @Omittable() @IsIn(exportedReports) readonly report?: ExportedReport;
}

/** Export and its outcome. */
export class ExportView {
  /** @format uuid */
  readonly id!: string;
  /** Exported report. */
  readonly report!: ExportedReport;
  readonly format!: ExportFormat;
  /** Handling of the file. */
  readonly handling!: Handling;
  /** Purpose. */
  readonly purpose!: string;
  /** State: `complete` once all of it was made and counted, `failed` if it was aborted or took too long. */
  readonly state!: ExportState;
  /** Number of rows; null unless the export is complete. */
  readonly rows!: number | null;
  /** Size in bytes; null unless the export is complete. */
  readonly bytes!: number | null;
  /**
   * SHA-256 that identifies the file; null unless the export is complete.
   * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
   */
  readonly sha256!: string | null;
  /**
   * Account that made it.
   * @format uuid
   */
  readonly madeBy!: string;
  /**
   * Instant of its beginning.
   * @format date-time
   */
  readonly begunAt!: string;
  /**
   * Instant of completion or failure; null if neither was recorded.
   * @format date-time
   */
  readonly endedAt!: string | null;
}

/** Page of exports. */
export class ExportPage {
  readonly items!: ExportView[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export function toExportView(made: Export, now: Date): ExportView {
  const { id, report, format, handling, purpose, rows, bytes, madeBy } = made;
  const came = { state: made.stateAt(now), rows, bytes, sha256: made.sha256?.toString('hex') ?? null };
  const at = { begunAt: made.begunAt.toISOString(), endedAt: made.endedAt?.toISOString() ?? null };
  return { id, report, format, handling, purpose, ...came, madeBy, ...at };
}
