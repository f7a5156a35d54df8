import { IsIn } from 'class-validator';
import { Omittable, Part, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
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
} from './exports.words.js';

/** As what a file is made, for what, and whom it may reach. */
export class ExportOrder {
  /**
   * As what kind of file.
   * @example csv
   */
  @IsIn(exportFormats) readonly format!: ExportFormat;
  /**
   * Whom it may reach. Only what is for the unit alone tells small numbers about victims; for release to the public a supervisor
   * makes it.
   * @example unit_only
   */
  @IsIn(handlings) readonly handling!: Handling;
  /**
   * For what; it goes into the file and into the trail.
   * @example Monthly report to the programme office.
   */
  @Text({ max: 1000, multiline: true }) readonly purpose!: string;
}

/** The totals of a period, as a file. */
export class ExportTotals extends ExportOrder {
  /** Which totals: what `GET /reports/totals` takes. */
  @Part(() => TotalsQuery) readonly query!: TotalsQuery;
}

/** An operation's report, as a file. */
export class ExportOperation extends ExportOrder {
  /** For whom: what `GET /reports/operations/{id}` takes. */
  @Omittable() @Part(() => OperationReportQuery) readonly query?: OperationReportQuery;
}

/** How long the steps took that were done in a period, as a file. */
export class ExportTimeliness extends ExportOrder {
  /** Of which days, for whom: what `GET /reports/timeliness` takes. */
  @Part(() => TimelinessQuery) readonly query!: TimelinessQuery;
}

/** What is open now, as a file. */
export class ExportBacklog extends ExportOrder {
  /** For whom: what `GET /reports/backlog` takes. */
  @Omittable() @Part(() => BacklogQuery) readonly query?: BacklogQuery;
}

/** The report of disclosures, as a file. */
export class ExportDisclosures extends ExportOrder {
  /** Of which days: what `GET /reports/disclosures` takes. */
  @Part(() => DisclosuresReportQuery) readonly query!: DisclosuresReportQuery;
}

/** Which counted records. */
export class RecordsQuery extends PeriodQuery {
  /** Only those that this measure counts. */
  @Omittable() @IsIn(measureKeys) readonly measure?: MeasureKey;
}

/** The records that are counted in a period, as a file: one line each, and no names. */
export class ExportRecords extends ExportOrder {
  /** Which of them. */
  @Part(() => RecordsQuery) readonly query!: RecordsQuery;
}

/** Which exports to list, the latest begun first. */
export class ExportsQuery extends PageQuery {
  /** Only those of this report. */
  @Omittable() @IsIn(exportedReports) readonly report?: ExportedReport;
}

/** That something was exported, and what came of it. */
export class ExportView {
  /** @format uuid */
  readonly id!: string;
  /** What was exported. */
  readonly report!: ExportedReport;
  readonly format!: ExportFormat;
  /** Whom it may reach. */
  readonly handling!: Handling;
  /** For what. */
  readonly purpose!: string;
  /** `complete` once all of it was made and counted; one that broke off or took too long has `failed`. */
  readonly state!: ExportState;
  /** How many rows it has; null unless it is complete. */
  readonly rows!: number | null;
  /** How many bytes the file has; null unless it is complete. */
  readonly bytes!: number | null;
  /**
   * The SHA-256 of the file, by which it is known again; null unless it is complete.
   * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
   */
  readonly sha256!: string | null;
  /**
   * The account that made it.
   * @format uuid
   */
  readonly madeBy!: string;
  /**
   * When it was begun.
   * @format date-time
   */
  readonly begunAt!: string;
  /**
   * When it was complete or had failed; null while nobody has said so.
   * @format date-time
   */
  readonly endedAt!: string | null;
}

/** A part of a list of exports. */
export class ExportPage {
  readonly items!: ExportView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(made: Export, now: Date): ExportView {
  const { id, report, format, handling, purpose, rows, bytes, madeBy } = made;
  const came = { state: made.stateAt(now), rows, bytes, sha256: made.sha256?.toString('hex') ?? null };
  const at = { begunAt: made.begunAt.toISOString(), endedAt: made.endedAt?.toISOString() ?? null };
  return { id, report, format, handling, purpose, ...came, madeBy, ...at };
}
