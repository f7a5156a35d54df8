import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Day, DayRange } from '../platform/time/calendar.js';
import type { Precision } from '../reports/reports.words.js';
import { measuresOf, type CountKey, type ItemCount, type ReturnDefinition } from './definitions/index.js';

/** One record as a return counts it. */
export interface CountedRecord {
  readonly measure: CountKey;
  readonly recordId: string;
  /** The complaint it hangs on, or is. */
  readonly complaintId: string | null;
  readonly agencyId: string | null;
  readonly day: Day;
  readonly facets: Readonly<Record<string, string>>;
  readonly n: number;
  /** How sure it is, of a figure carried over from before the tracker; null for what is recorded. */
  readonly carried: Precision | null;
}

/** The same with its hash, as it is kept. */
export interface CountedLine extends CountedRecord {
  readonly sha256: string;
}

/** What a count found, and what was committed by then. */
export interface CountedAtOnce {
  readonly records: readonly CountedRecord[];
  readonly snapshot: string;
}

/** A count as an array of JSON, as it is asked for and compared. */
export const countedAsJson = (called: string): string => `
  (SELECT coalesce(json_agg(json_build_object('measure', c.measure, 'recordId', c.record_id, 'complaintId', c.complaint_id,
                                              'agencyId', c.agency_id, 'day', c.day, 'facets', c.facets, 'n', c.n,
                                              'carried', c.carried)), '[]')
     FROM oversight.counted_for_return(${called}) c)`;

const counted = `
  SELECT ${countedAsJson('$1, $2, $3, $4')} AS records, pg_current_snapshot()::text AS snapshot`;

/** All that a definition counts of a period of the actor's task force: one statement, which is one moment. */
export async function countedIn(
  tx: EntityManager,
  definition: ReturnDefinition,
  { from, until, operationId }: DayRange & { readonly operationId: string | null },
): Promise<CountedAtOnce> {
  const parameters = [from, until, operationId, measuresOf(definition)];
  const [{ records, snapshot }] = await tx.query<[CountedAtOnce]>(counted, parameters);
  return { records: countedBy(definition, records), snapshot };
}

/** Those records that an item of the definition counts, always in the same order. */
export function countedBy(definition: ReturnDefinition, records: readonly CountedRecord[]): CountedRecord[] {
  const counts = definition.items.flatMap((item) => item.counts);
  return records
    .filter((record) => counts.some((count) => isCounted(record, count)))
    .map((record) => [placeOf(record), record] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, record]) => record);
}

/** Whether the record is one of those that make up the number. */
export function isCounted({ measure, facets }: CountedRecord, count: ItemCount): boolean {
  const { only = {}, without = {} } = count;
  return (
    measure === count.measure &&
    Object.entries(only).every(([facet, words]) => words.includes(facets[facet] ?? '')) &&
    Object.entries(without).every(([facet, words]) => facets[facet] !== undefined && !words.includes(facets[facet]))
  );
}

/** The record with the hash over what it counts as: the measure, the record, the day, the facets by name, the number, how sure it is. */
export function lineOf(record: CountedRecord): CountedLine {
  const { measure, recordId, day, facets, n, carried } = record;
  return { ...record, sha256: sha256Of(JSON.stringify([measure, recordId, day, inOrder(facets), n, carried])) };
}

/** The hash of a text, in hexadecimal digits. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function placeOf({ measure, day, recordId, facets }: CountedRecord): string {
  return JSON.stringify([measure, day, recordId, inOrder(facets)]);
}

function inOrder(facets: CountedRecord['facets']): CountedRecord['facets'] {
  return Object.fromEntries(Object.entries(facets).sort(([a], [b]) => (a < b ? -1 : 1)));
}
