import type { EntityManager } from 'typeorm';
import { Operation } from '../operations/operation.entity.js';
import { OperationTaskForce } from '../operations/participation.entity.js';
import { InvalidInput } from '../../platform/http/problems.js';
import {
  addDays,
  addMonths,
  daysOfFiscalYear,
  daysOfMonth,
  fiscalYearOf,
  monthOf,
  type DayRange,
  type Month,
} from '../../platform/time/calendar.js';
import type { PeriodKind, PerformanceReportCode } from './performance-reports.enums.js';

/** Period of a performance report: its days, and a name that is unique within its kind. */
export interface Period extends DayRange {
  readonly period: string;
  readonly operationId: string | null;
}

/** Requested period: exactly one of the three properties. */
export interface RequestedPeriod {
  readonly fiscalYear?: number;
  readonly month?: Month;
  readonly operationId?: string;
}

export const periodKinds: Readonly<Record<PerformanceReportCode, PeriodKind>> = {
  annual_report: 'fiscal_year',
  monthly_summary: 'month',
  operation_release: 'operation',
};

const properties: Readonly<Record<PeriodKind, keyof RequestedPeriod>> = {
  fiscal_year: 'fiscalYear',
  month: 'month',
  operation: 'operationId',
};

/**
 * Returns the period of a fiscal year or a month; null for an operation. Rejects a kind of period that the report does
 * not have (422).
 */
export function resolveCalendarPeriod(code: PerformanceReportCode, requested: RequestedPeriod): Period | null {
  const required = properties[periodKinds[code]];
  const excess = Object.values(properties).filter((one) => one !== required && requested[one] !== undefined);
  if (requested[required] === undefined) throw InvalidInput.forPath(`/${required}`, 'is required for this report');
  if (excess[0]) throw InvalidInput.forPath(`/${excess[0]}`, 'does not apply to this report');
  const { fiscalYear, month } = requested;
  if (fiscalYear !== undefined)
    return { period: String(fiscalYear), operationId: null, ...daysOfFiscalYear(fiscalYear) };
  if (month !== undefined) return { period: month, operationId: null, ...daysOfMonth(month) };
  return null;
}

/** Returns the window of an operation in which the task force takes part. Rejects any other operation (422). */
export async function findOperationPeriod(tx: EntityManager, taskForceId: string, id: string): Promise<Period> {
  const operation = await tx.findOneBy(Operation, { id });
  if (!operation || !(await tx.existsBy(OperationTaskForce, { operationId: operation.id, taskForceId }))) {
    throw InvalidInput.forPath('/operationId', 'is not an operation that your task force takes part in');
  }
  const { startsOn, endsOn } = operation;
  return { period: operation.id, operationId: operation.id, from: startsOn, until: addDays(endsOn, 1) };
}

/** Returns the same days of the year before; null for an operation. */
export function getPreviousYear(kind: PeriodKind, { from }: DayRange): DayRange | null {
  if (kind === 'operation') return null;
  return kind === 'fiscal_year' ? daysOfFiscalYear(fiscalYearOf(from) - 1) : daysOfMonth(addMonths(monthOf(from), -12));
}
