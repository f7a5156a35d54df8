import type { MeasureKey } from '../../reports/measures/index.js';
import type { DayRange } from '../../../platform/time/calendar.js';
import type { PeriodKind, PerformanceReportCode } from '../performance-reports.enums.js';
import type { PointInTimeKey } from '../point-in-time-measures.js';

/**
 * Name of a measure. Most count records by day; some, such as staffing or persons arrested, are counted once for the
 * whole period.
 */
export type CountKey = MeasureKey | PointInTimeKey;

export interface ItemCount {
  readonly measure: CountKey;
  /** Facets of which a record must have one of these values. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Facets of which a record must have none of these values. */
  readonly without?: Readonly<Record<string, readonly string[]>>;
  /** Facets of the breakdown. */
  readonly by?: readonly string[];
}

export interface PerformanceReportItem {
  /** Letter in the law or the form, such as (B)(iii). */
  readonly letter: string;
  readonly words: string;
  readonly counts: readonly ItemCount[];
}

/**
 * Content of a performance report for the periods in which it applies. A definition is never edited once a report is
 * locked by it.
 */
export interface PerformanceReportDefinition {
  readonly code: PerformanceReportCode;
  readonly version: number;
  readonly words: string;
  readonly period: PeriodKind;
  /** Days in which the definition is in force. A period belongs to the definition in force on its first day. */
  readonly effective: DayRange;
  readonly items: readonly PerformanceReportItem[];
}
