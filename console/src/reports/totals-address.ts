import type { Schemas } from '../api/types';
import { type Dimension, type Facet, facetsOf, type MeasureKey, measureKeys } from './measures';
import { chosenPeriod, lastDayOf, latestNames, namedPeriod, type Period, periodBefore, yearBefore } from './periods';

type SeatLevel = Schemas['SeatLevel'];

export const comparisons = ['year', 'before', 'none'] as const;
export type Comparison = (typeof comparisons)[number];

/** Place whose records are counted, as the API takes it. Without a value it is the seat. */
export interface CountedScope {
  readonly taskForceId?: string | undefined;
  readonly agencyId?: string | undefined;
  readonly scope?: 'taskForce' | undefined;
}

/** Choices of the page of totals, as its address has them. */
export interface TotalsFilters extends CountedScope {
  /** Null where the address has no period that exists. */
  readonly period: Period | null;
  readonly compare: Comparison;
  readonly measure: MeasureKey | null;
  readonly by: Dimension;
}

/** Returns the parts in which a seat may see a measure. A place that was chosen has no parts by place. */
export function dimensionsOf(measure: MeasureKey, level: SeatLevel, scope: CountedScope): readonly Dimension[] {
  const isChosen = (scope.taskForceId ?? scope.agencyId) !== undefined;
  const places: Readonly<Record<SeatLevel, readonly Dimension[]>> = {
    national: ['taskForce'],
    task_force: ['agency'],
    agency: [],
  };
  return ['month', ...(isChosen ? [] : places[level]), ...facetsOf[measure]];
}

/** Reads the filters of an address. Without a period it is the fiscal quarter of the day. */
export function readFilters(address: URLSearchParams, level: SeatLevel, today: string): TotalsFilters {
  const scope = readScope(address);
  const measure = measureKeys.find((key) => key === address.get('measure')) ?? null;
  const dimensions = measure === null ? [] : dimensionsOf(measure, level, scope);
  return {
    ...scope,
    period: readPeriod(address, today),
    compare: comparisons.find((comparison) => comparison === address.get('compare')) ?? 'year',
    measure,
    by: dimensions.find((dimension) => dimension === address.get('by')) ?? 'month',
  };
}

/** Reads from an address whose records are counted. */
export function readScope(address: URLSearchParams): CountedScope {
  return {
    taskForceId: address.get('taskForceId') ?? undefined,
    agencyId: address.get('agencyId') ?? undefined,
    scope: address.get('scope') === 'taskForce' ? 'taskForce' : undefined,
  };
}

function readPeriod(address: URLSearchParams, today: string): Period | null {
  const first = address.get('from');
  const last = address.get('to');
  if (first !== null || last !== null) return chosenPeriod(first ?? '', last ?? '');
  return namedPeriod(address.get('period') ?? latestNames(today, 3, 1)[0] ?? '');
}

/** Returns the query of the address for the filters. */
export function formatFilters({ period, compare, measure, by, ...scope }: TotalsFilters): string {
  const days = period?.name == null ? { from: period?.from, to: period && lastDayOf(period) } : { period: period.name };
  return formatQuery({
    ...days,
    compare: compare === 'year' ? undefined : compare,
    measure: measure ?? undefined,
    by: measure === null || by === 'month' ? undefined : by,
    ...scope,
  });
}

/** Returns the period to compare with, or null for none. */
export function comparedPeriod({ period, compare }: TotalsFilters): Period | null {
  if (period === null || compare === 'none') return null;
  return compare === 'year' ? yearBefore(period) : periodBefore(period);
}

/** Records that a number counts: of a measure, in days, with facets. */
export interface CountedRecords extends CountedScope {
  readonly measure: MeasureKey;
  readonly from: string;
  readonly until: string;
  readonly facets: Partial<Readonly<Record<Facet, string>>>;
}

/** Returns the address of the records that a number counts. */
export function recordsAddress({ facets, measure, from, until, ...scope }: CountedRecords): string {
  return `/totals/records?${formatQuery({ measure, from, until, ...facets, ...scope })}`;
}

/** Returns a query of the parts that have a value. */
export function formatQuery(parts: Readonly<Record<string, string | null | undefined>>): string {
  return new URLSearchParams(
    Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString();
}
