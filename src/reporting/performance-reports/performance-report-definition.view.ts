import type { PerformanceReportDefinition } from './definitions/index.js';
import { periodKinds } from './period.js';
import type { PeriodKind, PerformanceReportCode } from './performance-reports.enums.js';

/** Task force without a locked performance report. */
export class MissingPerformanceReportView {
  readonly taskForceId!: string;
  /**
   * Code of the task force, which its complaint numbers begin with.
   * @example NE
   */
  readonly code!: string;
  /**
   * Name of the task force.
   * @example Nebraska Task Force
   */
  readonly name!: string;
}

/** Task forces without a locked performance report of a period. */
export class MissingPerformanceReportsView {
  readonly definition!: PerformanceReportCode;
  /**
   * Reported period: a fiscal year, a month, or the id of an operation.
   * @example 2026-02
   */
  readonly period!: string;
  readonly missing!: MissingPerformanceReportView[];
}

/** Form of a performance report, with the period in which it is in force. */
export class PerformanceReportDefinitionView {
  readonly code!: PerformanceReportCode;
  /** Version of the definition. A change of the rules makes a new one. */
  readonly version!: number;
  /**
   * Description of the form.
   * @example What a task force reports to the Attorney General each year (34 U.S.C. 21116(d)(1)).
   */
  readonly words!: string;
  /** @example fiscal_year */
  readonly period!: PeriodKind;
  /**
   * First day on which the definition is in force.
   * @example 2025-10-01
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day on which the definition is in force.
   * @example 2026-10-01
   * @format date
   */
  readonly until!: string;
}

/** All definitions, past and present. */
export class PerformanceReportDefinitionsView {
  readonly items!: PerformanceReportDefinitionView[];
}

export function toPerformanceReportDefinitionView({
  code,
  version,
  words,
  effective,
}: PerformanceReportDefinition): PerformanceReportDefinitionView {
  return { code, version, words, period: periodKinds[code], ...effective };
}
