import type { DayRange } from '../../platform/time/calendar.js';
import type { MeasureKey } from './measures/index.js';
import type { OperationReportQuery, TotalsQuery } from './report.request.js';

/** Returns the path of the drill-down of totals, without the measure and the values of a cell. */
export function formatTotalsDrillDownPath(
  { from, until }: DayRange,
  { taskForceId, agencyId, scope }: TotalsQuery,
): string {
  return `/api/v1/reports/totals/drill-down${formatQuery({ from, until, taskForceId, agencyId, scope })}`;
}

/** Returns the path of the drill-down of an operation's report. */
export function formatOperationDrillDownPath(id: string, { scope }: OperationReportQuery): string {
  return `/api/v1/reports/operations/${id}/drill-down${formatQuery({ scope })}`;
}

/** Returns the path of the drill-down of one measure. */
export function formatMeasureDrillDownPath(drillDownPath: string, measure: MeasureKey): string {
  return `${drillDownPath}${drillDownPath.includes('?') ? '&' : '?'}measure=${measure}`;
}

function formatQuery(parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.append(name, value);
  return query.size === 0 ? '' : `?${query.toString()}`;
}
