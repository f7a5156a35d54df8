import type { DayRange } from '../../../platform/time/calendar.js';
import type { MeasureKey } from '../measures/index.js';

/** Counted record in the register of publications: the smallest part of every published number. */
export interface PublicRecord {
  readonly measure: MeasureKey;
  readonly recordId: string;
  readonly taskForceId: string;
  readonly agencyId: string;
  readonly day: string;
  readonly facets: Readonly<Record<string, string>>;
  readonly n: number;
}

/** Records that a published number counts: by measure, organization, range of days, and values of facets. */
export interface PublicCell extends DayRange {
  readonly measure: MeasureKey;
  /** Task forces; null for the whole nation. */
  readonly taskForceIds: readonly string[] | null;
  /** Agency; null for every agency of the task forces. */
  readonly agencyId: string | null;
  /** Values of facets, of which a record must have one. */
  readonly only: Readonly<Record<string, readonly string[]>>;
  /** Values of facets, of which a record must have none. */
  readonly without: Readonly<Record<string, readonly string[]>>;
  /** Operation whose tagged records are counted; null if the days decide. */
  readonly operationId: string | null;
  /** Tagged records; null if the days decide. */
  readonly recordIds: readonly string[] | null;
}

export type PublicPlace = Pick<
  PublicCell,
  'taskForceIds' | 'agencyId' | 'from' | 'until' | 'operationId' | 'recordIds'
>;

/** Returns the cell of a measure at a place, with values of some facets. */
export function createCell(
  measure: MeasureKey,
  place: PublicPlace,
  only: PublicCell['only'] = {},
  without: PublicCell['without'] = {},
): PublicCell {
  return { measure, ...place, only, without };
}

/** Returns a function that gives the cell of each measure at a place. */
export function createCellFactory(place: PublicPlace): (measure: MeasureKey) => PublicCell {
  return (measure) => createCell(measure, place);
}

/** Whether the place and the days of a cell contain the record. */
export function covers(cell: PublicPlace, record: PublicRecord): boolean {
  return (
    cell.from <= record.day &&
    record.day < cell.until &&
    (cell.taskForceIds === null || cell.taskForceIds.includes(record.taskForceId)) &&
    (cell.agencyId === null || cell.agencyId === record.agencyId)
  );
}

/** Returns a predicate for the records that a cell counts. */
export function createCounter(cell: PublicCell): (record: PublicRecord) => boolean {
  const tagged = cell.recordIds && new Set(cell.recordIds);
  const only = Object.entries(cell.only);
  const without = Object.entries(cell.without);
  return (record) =>
    record.measure === cell.measure &&
    covers(cell, record) &&
    (tagged === null || tagged.has(record.recordId)) &&
    only.every(([facet, values]) => values.includes(record.facets[facet] ?? '')) &&
    without.every(([facet, values]) => !values.includes(record.facets[facet] ?? ''));
}

/** Returns the name of a cell. Two cells with the same name count the same records. */
export function getCellName({
  measure,
  from,
  until,
  taskForceIds,
  agencyId,
  only,
  without,
  operationId,
}: PublicCell): string {
  const sorted = (terms: PublicCell['only']): unknown =>
    Object.entries(terms)
      .map(([facet, values]) => [facet, [...values].sort()])
      .sort();
  const places = taskForceIds && [...taskForceIds].sort();
  return JSON.stringify([measure, from, until, places, agencyId, sorted(only), sorted(without), operationId]);
}
