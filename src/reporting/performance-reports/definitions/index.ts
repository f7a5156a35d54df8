import { measureKeys, getMeasure, type MeasureKey } from '../../reports/measures/index.js';
import type { Day } from '../../../platform/time/calendar.js';
import type { PerformanceReportCode } from '../performance-reports.enums.js';
import { pointInTimeMeasures } from '../point-in-time-measures.js';
import { annualReport1 } from './annual-report-1.js';
import { annualReport2 } from './annual-report-2.js';
import type { CountKey, PerformanceReportDefinition } from './definition.js';
import { monthlySummary } from './monthly-summary.js';
import { monthlySummary2 } from './monthly-summary-2.js';
import { operationRelease } from './operation-release.js';

export type * from './definition.js';

export const definitions: readonly PerformanceReportDefinition[] = [
  annualReport1,
  annualReport2,
  monthlySummary,
  monthlySummary2,
  operationRelease,
];

/** Returns the definition in force for a period that begins on the day; null if there is none. */
export function findDefinition(code: PerformanceReportCode, firstDay: Day): PerformanceReportDefinition | null {
  return (
    definitions.find((one) => one.code === code && one.effective.from <= firstDay && firstDay < one.effective.until) ??
    null
  );
}

export function getDefinition(code: PerformanceReportCode, version: number): PerformanceReportDefinition {
  const found = definitions.find((one) => one.code === code && one.version === version);
  if (!found) throw new Error(`No return definition ${code} version ${version} is registered`);
  return found;
}

/** Returns the measures of a definition, without duplicates. */
export function listMeasures({ items }: PerformanceReportDefinition): CountKey[] {
  return [...new Set(items.flatMap(({ counts }) => counts.map(({ measure }) => measure)))];
}

/** Returns the meaning of a count in words. */
export function describeCount(key: CountKey): string {
  if (isLedgerMeasure(key)) return getMeasure(key).words;
  const found = pointInTimeMeasures.find((one) => one.key === key);
  if (!found) throw new Error(`No measure and no point-in-time count is named ${key}`);
  return found.words;
}

/** Whether the count is a measure of the ledger and not a point-in-time measure. */
export function isLedgerMeasure(key: CountKey): key is MeasureKey {
  return (measureKeys as readonly CountKey[]).includes(key);
}
