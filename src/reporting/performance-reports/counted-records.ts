import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Day, DayRange } from '../../platform/time/calendar.js';
import type { Precision } from '../reports/reports.enums.js';
import { listMeasures, type CountKey, type ItemCount, type PerformanceReportDefinition } from './definitions/index.js';

export interface CountedRecord {
  readonly measure: CountKey;
  readonly recordId: string;
  /** Complaint of the record, or the complaint that is counted. */
  readonly complaintId: string | null;
  readonly agencyId: string | null;
  readonly day: Day;
  readonly facets: Readonly<Record<string, string>>;
  readonly n: number;
  /** Precision of a historical total; null for a record of the tracker. */
  readonly historical: Precision | null;
}

export interface CountedLine extends CountedRecord {
  readonly sha256: string;
}

export interface CountSnapshot {
  readonly records: readonly CountedRecord[];
  readonly snapshot: string;
}

/** Returns SQL for a count as a JSON array. */
export const formatCountSql = (functionArguments: string): string => `
  (SELECT coalesce(json_agg(json_build_object('measure', c.measure, 'recordId', c.record_id, 'complaintId', c.complaint_id,
                                              'agencyId', c.agency_id, 'day', c.day, 'facets', c.facets, 'n', c.n,
                                              'historical', c.historical)), '[]')
     FROM oversight.counted_for_report(${functionArguments}) c)`;

const selectCount = `
  SELECT ${formatCountSql('$1, $2, $3, $4')} AS records, pg_current_snapshot()::text AS snapshot`;

/** Counts a period of the actor's task force by a definition. One statement reads one snapshot. */
export async function countRecords(
  tx: EntityManager,
  definition: PerformanceReportDefinition,
  { from, until, operationId }: DayRange & { readonly operationId: string | null },
): Promise<CountSnapshot> {
  const parameters = [from, until, operationId, listMeasures(definition)];
  const [{ records, snapshot }] = await tx.query<[CountSnapshot]>(selectCount, parameters);
  return { records: filterCounted(definition, records), snapshot };
}

/** Returns the records that an item of the definition counts, in a fixed order. */
export function filterCounted(
  definition: PerformanceReportDefinition,
  records: readonly CountedRecord[],
): CountedRecord[] {
  const counts = definition.items.flatMap((item) => item.counts);
  return records
    .filter((record) => counts.some((count) => isCounted(record, count)))
    .map((record) => [getSortKey(record), record] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, record]) => record);
}

export function isCounted({ measure, facets }: CountedRecord, count: ItemCount): boolean {
  const { only = {}, without = {} } = count;
  return (
    measure === count.measure &&
    Object.entries(only).every(([facet, values]) => values.includes(facets[facet] ?? '')) &&
    Object.entries(without).every(([facet, values]) => facets[facet] !== undefined && !values.includes(facets[facet]))
  );
}

/** Returns the record with a hash over its measure, id, day, sorted facets, number and precision. */
export function toCountedLine(record: CountedRecord): CountedLine {
  const { measure, recordId, day, facets, n, historical } = record;
  return {
    ...record,
    sha256: computeSha256(JSON.stringify([measure, recordId, day, sortFacets(facets), n, historical])),
  };
}

export function computeSha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function getSortKey({ measure, day, recordId, facets }: CountedRecord): string {
  return JSON.stringify([measure, day, recordId, sortFacets(facets)]);
}

function sortFacets(facets: CountedRecord['facets']): CountedRecord['facets'] {
  return Object.fromEntries(Object.entries(facets).sort(([a], [b]) => (a < b ? -1 : 1)));
}
