import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { measureKeys } from './measures';
import type { Period } from './periods';
import { comparedPeriod, type TotalsFilters } from './totals-address';

export type TotalsView = Schemas['TotalsView'];
export type TotalsRow = Schemas['TotalsRow'];

/** Totals of a period, and of the one that it is compared with. */
export interface ComparedTotals {
  readonly period: Period;
  readonly now: TotalsView;
  readonly before: { readonly period: Period; readonly view: TotalsView } | null;
}

/** Returns the query of the API for a period of the filters: all measures, or the chosen one in its parts. */
export function totalsQuery(
  { measure, by, taskForceId, agencyId, scope }: TotalsFilters,
  period: Period,
): Schemas['TotalsQuery'] {
  const measures = measure === null ? { measures: measureKeys.join(',') } : { measures: measure, by };
  return { ...daysOrName(period), ...measures, ...withoutUndefined({ taskForceId, agencyId, scope }) };
}

/** Returns a period as the API takes it. */
export function daysOrName({ name, from, until }: Period): { period: string } | { from: string; until: string } {
  return name === null ? { from, until } : { period: name };
}

function withoutUndefined<T extends object>(parts: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/** Reads the totals of the period and of the compared one. The next read of the page is asked for, not made by a timer. */
export function useTotals(filters: TotalsFilters, period: Period) {
  const compared = comparedPeriod(filters);
  const read = (days: Period): Promise<TotalsView> =>
    call(() => api.GET('/api/v1/reports/totals', { params: { query: totalsQuery(filters, days) } }));
  return useQuery({
    queryKey: ['totals', totalsQuery(filters, period), compared?.from, compared?.until],
    queryFn: async (): Promise<ComparedTotals> => {
      const [now, before] = await Promise.all([read(period), compared && read(compared)]);
      return { period, now, before: before && compared && { period: compared, view: before } };
    },
    refetchOnWindowFocus: false,
  });
}
