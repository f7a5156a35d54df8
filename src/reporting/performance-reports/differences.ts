import { filterCounted, isCounted, toCountedLine, type CountedLine, type CountedRecord } from './counted-records.js';
import type { CountKey, PerformanceReportDefinition } from './definitions/index.js';
import type { DifferenceKind } from './performance-reports.enums.js';

export interface Difference {
  readonly measure: CountKey;
  readonly letters: readonly string[];
  readonly recordId: string;
  readonly complaintId: string | null;
  readonly kinds: readonly DifferenceKind[];
  readonly reported: readonly CountedLine[];
  readonly current: readonly CountedLine[];
}

/** Number affected by differences. They may cancel out, so it can be unchanged. */
export interface MovedCount {
  readonly letter: string;
  readonly measure: CountKey;
  readonly reported: number;
  readonly current: number;
}

/**
 * Returns the differences since the count of the performance report. A purged record is none: the ledger retains its counts, and a purge
 * does not correct point-in-time measures. A facet that its measure did not have then is not compared.
 */
export function findDifferences(
  definition: PerformanceReportDefinition,
  before: readonly CountedLine[],
  now: readonly CountedRecord[],
  purged: ReadonlySet<string>,
): Difference[] {
  const compared = selectFacets(before, filterCounted(definition, now)).map(toCountedLine);
  const [was, is] = [groupByRecord(before), groupByRecord(compared)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  return keys.flatMap((key) => {
    const [old = [], new_ = []] = [was.get(key), is.get(key)];
    if (joinHashes(old) === joinHashes(new_)) return [];
    const [one] = [...new_, ...old];
    if (!one || (new_.length === 0 && one.complaintId !== null && purged.has(one.complaintId))) return [];
    const { measure, recordId, complaintId } = one;
    const letters = findLetters(definition, [...old, ...new_]);
    return [
      { measure, letters, recordId, complaintId, kinds: classifyDifference(old, new_), reported: old, current: new_ },
    ];
  });
}

/** Returns each number that the differences affect, before and now. */
export function listMovedCounts(
  { items }: PerformanceReportDefinition,
  before: readonly CountedLine[],
  differences: readonly Difference[],
): MovedCount[] {
  return items.flatMap(({ letter, counts }) =>
    counts.flatMap((count) => {
      const sum = (lines: readonly CountedLine[]): number =>
        lines.filter((line) => isCounted(line, count)).reduce((total, { n }) => total + n, 0);
      const affecting = differences.filter(({ reported: was, current: is }) =>
        [...was, ...is].some((line) => isCounted(line, count)),
      );
      if (affecting.length === 0) return [];
      const reported = sum(before);
      const change = affecting.reduce((total, one) => total + sum(one.current) - sum(one.reported), 0);
      return [{ letter, measure: count.measure, reported, current: reported + change }];
    }),
  );
}

/** Returns the records with the facets alone that the earlier lines of their measure have. */
function selectFacets(before: readonly CountedLine[], now: readonly CountedRecord[]): CountedRecord[] {
  const known = new Map<CountKey, Set<string>>();
  for (const { measure, facets } of before)
    known.set(measure, new Set([...(known.get(measure) ?? []), ...Object.keys(facets)]));
  return now.map((record) => {
    const names = known.get(record.measure);
    if (names === undefined) return record;
    return { ...record, facets: Object.fromEntries(Object.entries(record.facets).filter(([name]) => names.has(name))) };
  });
}

function groupByRecord(lines: readonly CountedLine[]): Map<string, CountedLine[]> {
  const records = new Map<string, CountedLine[]>();
  for (const line of lines) {
    const key = `${line.measure} ${line.recordId}`;
    records.set(key, [...(records.get(key) ?? []), line]);
  }
  return records;
}

function joinHashes(lines: readonly CountedLine[]): string {
  return lines
    .map(({ sha256 }) => sha256)
    .sort()
    .join();
}

function classifyDifference(was: readonly CountedLine[], is: readonly CountedLine[]): DifferenceKind[] {
  if (was.length === 0) return ['added'];
  if (is.length === 0) return ['gone'];
  const differs = (of: (line: CountedLine) => unknown): boolean =>
    JSON.stringify(was.map(of)) !== JSON.stringify(is.map(of));
  const kinds: readonly (readonly [DifferenceKind, boolean])[] = [
    ['moved', differs(({ day }) => day)],
    ['reclassified', differs(({ facets }) => facets)],
    ['recounted', differs(({ n, historical }) => [n, historical])],
  ];
  return kinds.filter(([, applies]) => applies).map(([kind]) => kind);
}

function findLetters({ items }: PerformanceReportDefinition, lines: readonly CountedLine[]): string[] {
  return items
    .filter(({ counts }) => counts.some((count) => lines.some((line) => isCounted(line, count))))
    .map(({ letter }) => letter);
}
