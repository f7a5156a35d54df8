import type { EntityManager } from 'typeorm';
import { Operation } from '../operations/operation.entity.js';
import { OperationTaskForce } from '../operations/participation.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import {
  addDays,
  addMonths,
  daysOfFiscalYear,
  daysOfMonth,
  fiscalYearOf,
  monthOf,
  type DayRange,
  type Month,
} from '../platform/time/calendar.js';
import type { PeriodKind, ReturnCode } from './returns.words.js';

/** What a return is of, in days, and by what name it is one of a kind. */
export interface Period extends DayRange {
  readonly period: string;
  readonly operationId: string | null;
}

/** A period as it is asked for: by one of the three. */
export interface AskedPeriod {
  readonly fiscalYear?: number;
  readonly month?: Month;
  readonly operationId?: string;
}

/** What each return is of. */
export const periodKinds: Readonly<Record<ReturnCode, PeriodKind>> = {
  annual_report: 'fiscal_year',
  monthly_summary: 'month',
  operation_release: 'operation',
};

const properties: Readonly<Record<PeriodKind, keyof AskedPeriod>> = {
  fiscal_year: 'fiscalYear',
  month: 'month',
  operation: 'operationId',
};

/** The period of a fiscal year or a month; null where an operation is named. 422 where it is not what the return is of. */
export function calendarPeriodOf(code: ReturnCode, asked: AskedPeriod): Period | null {
  const wanted = properties[periodKinds[code]];
  const wrong = Object.values(properties).filter((one) => one !== wanted && asked[one] !== undefined);
  if (asked[wanted] === undefined) throw InvalidInput.at(`/${wanted}`, 'is what this return is of');
  if (wrong[0]) throw InvalidInput.at(`/${wrong[0]}`, 'is not what this return is of');
  const { fiscalYear, month } = asked;
  if (fiscalYear !== undefined)
    return { period: String(fiscalYear), operationId: null, ...daysOfFiscalYear(fiscalYear) };
  if (month !== undefined) return { period: month, operationId: null, ...daysOfMonth(month) };
  return null;
}

/** The window of an operation that the task force takes part in, 422 where there is none. */
export async function operationPeriodOf(tx: EntityManager, taskForceId: string, id: string): Promise<Period> {
  const operation = await tx.findOneBy(Operation, { id });
  if (!operation || !(await tx.existsBy(OperationTaskForce, { operationId: operation.id, taskForceId }))) {
    throw InvalidInput.at('/operationId', 'is not an operation that your task force takes part in');
  }
  const { startsOn, endsOn } = operation;
  return { period: operation.id, operationId: operation.id, from: startsOn, until: addDays(endsOn, 1) };
}

/** The same days of the year before; an operation has none. */
export function yearBefore(kind: PeriodKind, { from }: DayRange): DayRange | null {
  if (kind === 'operation') return null;
  return kind === 'fiscal_year' ? daysOfFiscalYear(fiscalYearOf(from) - 1) : daysOfMonth(addMonths(monthOf(from), -12));
}
