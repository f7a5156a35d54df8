/** Kind of performance report. Each change of the rules adds a version of its definition. */
export const performanceReportCodes = ['annual_report', 'monthly_summary', 'operation_release'] as const;
export type PerformanceReportCode = (typeof performanceReportCodes)[number];

/** Kind of period: a federal fiscal year, a month, or an operation. */
export type PeriodKind = 'fiscal_year' | 'month' | 'operation';

/** State of a report: prepared by one person, then locked by another, or withdrawn. */
export const performanceReportStates = ['prepared', 'locked', 'withdrawn'] as const;
export type PerformanceReportState = (typeof performanceReportStates)[number];

/**
 * Kind of finding. `no_staffing`: agencies without a staffing level. `agencies_without_record`: agencies with nothing
 * to count. `unclassified_complaints`: without type or mode. `historical_totals_left_out`: older totals that the report
 * cannot use.
 */
export type FindingKind =
  | 'no_staffing'
  | 'agencies_without_record'
  | 'unclassified_complaints'
  | 'historical_totals_left_out'
  | 'nothing_last_year'
  | 'changed_against_last_year';

/**
 * Kind of difference between a report and a count now. `moved`: to another day. `reclassified`: with other properties.
 * `recounted`: with another number.
 */
export type DifferenceKind = 'added' | 'gone' | 'moved' | 'reclassified' | 'recounted';
