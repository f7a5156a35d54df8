import type { DayRange } from '../../platform/time/calendar.js';
import type { MeasureKey } from './measures/index.js';
import type { OperationReportQuery, TotalsQuery } from './reports.contract.js';

/** Returns the path of the drill-down of totals, without the measure and the values of a cell. */
export function drillDownOfTotals({ from, until }: DayRange, { taskForceId, agencyId, scope }: TotalsQuery): string {
  return `/api/v1/reports/totals/drill-down${asQuery({ from, until, taskForceId, agencyId, scope })}`;
}

/** Returns the path of the drill-down of an operation's report. */
export function drillDownOfOperation(id: string, { scope }: OperationReportQuery): string {
  return `/api/v1/reports/operations/${id}/drill-down${asQuery({ scope })}`;
}

/** Returns the path of the drill-down of one measure. */
export function drillDownOf(drillDownPath: string, measure: MeasureKey): string {
  return `${drillDownPath}${drillDownPath.includes('?') ? '&' : '?'}measure=${measure}`;
}

function asQuery(asked: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.append(name, value);
  return query.size === 0 ? '' : `?${query.toString()}`;
}
