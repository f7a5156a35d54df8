import type { Day } from '../../platform/time/calendar.js';
import { addDays } from '../../platform/time/calendar.js';
import { isCounted, type CountedRecord } from './counted-records.js';
import { listMeasures, type ItemCount, type PerformanceReportDefinition } from './definitions/index.js';
import type { FindingKind } from './performance-reports.enums.js';

/** Threshold of a change against the same period of last year: more than half of it, and at least ten. */
export const changeThreshold = { percent: 50, minChange: 10 } as const;

export interface FindingAnswer {
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

/** Missing or unusual figure of a performance report. It needs an answer before approval. */
export interface Finding {
  /** Number by which an answer refers to it. */
  readonly number: number;
  readonly kind: FindingKind;
  /** Letter of its item; null for the whole report. */
  readonly letter: string | null;
  readonly words: string;
  readonly agencyIds: readonly string[];
  readonly answer: FindingAnswer | null;
}

type NewFinding = Pick<Finding, 'kind' | 'letter' | 'words' | 'agencyIds'>;

/** Examined records: those of the period and, if there are any, of the same period of last year. */
export interface ExaminedRecords {
  readonly definition: PerformanceReportDefinition;
  readonly until: Day;
  readonly records: readonly CountedRecord[];
  readonly lastYear: readonly CountedRecord[] | null;
  /** Number of historical totals that overlap the period and were not included. */
  readonly excludedTotals: number;
}

/** Returns all findings. A finding with the same words as an earlier one takes over its answer. */
export function collectFindings(examined: ExaminedRecords, before: readonly Finding[] = []): Finding[] {
  const found = [
    ...findMissingStaffing(examined),
    ...findAgenciesWithoutRecord(examined),
    ...findUnclassified(examined),
    ...findExcludedTotals(examined),
    ...findChanges(examined),
  ];
  return found.map((one, index) => ({
    number: index + 1,
    ...one,
    answer: before.find(({ kind, letter, words }) => isSame(one, { kind, letter, words }))?.answer ?? null,
  }));
}

function isSame(a: Pick<Finding, 'kind' | 'letter' | 'words'>, b: Pick<Finding, 'kind' | 'letter' | 'words'>): boolean {
  return a.kind === b.kind && a.letter === b.letter && a.words === b.words;
}

function findMissingStaffing({ definition, until, records }: ExaminedRecords): NewFinding[] {
  const measures = listMeasures(definition);
  if (!measures.includes('staffing') || !measures.includes('agencies_participating')) return [];
  const all = listAgencies(records, 'agencies_participating');
  const staffed = new Set(listAgencies(records, 'staffing'));
  const agencyIds = all.filter((id) => !staffed.has(id));
  const words = `${agencyIds.length} of ${all.length} participating agencies have no staffing level on ${addDays(until, -1)}.`;
  return agencyIds.length === 0
    ? []
    : [{ kind: 'no_staffing', letter: findLetter(definition, 'staffing'), words, agencyIds }];
}

function findAgenciesWithoutRecord({ definition, records }: ExaminedRecords): NewFinding[] {
  if (!listMeasures(definition).includes('agencies_participating')) return [];
  const all = listAgencies(records, 'agencies_participating');
  const activeAgencyIds = new Set(
    records
      .filter(({ measure }) => measure !== 'agencies_participating' && measure !== 'staffing')
      .map(({ agencyId }) => agencyId),
  );
  const agencyIds = all.filter((id) => !activeAgencyIds.has(id));
  const words = `${agencyIds.length} of ${all.length} participating agencies have no record in the period.`;
  return agencyIds.length === 0 ? [] : [{ kind: 'agencies_without_record', letter: null, words, agencyIds }];
}

function findUnclassified({ definition, records }: ExaminedRecords): NewFinding[] {
  const open = records.filter(
    ({ measure, facets, historical }) =>
      measure === 'complaints_documented' &&
      historical === null &&
      (facets['type'] === 'unclassified' || facets['mode'] === 'unclassified'),
  );
  const letter = findLetter(definition, 'complaints_documented');
  const words = `${open.length} complaints have no type or mode yet.`;
  return open.length === 0 ? [] : [{ kind: 'unclassified_complaints', letter, words, agencyIds: [] }];
}

function findExcludedTotals({ excludedTotals: figures }: ExaminedRecords): NewFinding[] {
  const words = `${figures} historical totals have days of the period and are not in the performance report: they reach beyond it, or cannot be broken down as it asks.`;
  return figures === 0 ? [] : [{ kind: 'historical_totals_left_out', letter: null, words, agencyIds: [] }];
}

function findChanges({ definition, records, lastYear }: ExaminedRecords): NewFinding[] {
  if (lastYear === null) return [];
  if (!lastYear.some(({ measure }) => measure !== 'agencies_participating' && measure !== 'staffing')) {
    const words = 'Nothing is recorded of the same period of last year, so that nothing can be compared.';
    return [{ kind: 'nothing_last_year', letter: null, words, agencyIds: [] }];
  }
  return definition.items.flatMap(({ letter, counts }) =>
    counts.flatMap((count) => {
      const [was, is] = [sumCount(lastYear, count), sumCount(records, count)];
      const change = Math.abs(is - was);
      if (change < changeThreshold.minChange || change * 100 <= was * changeThreshold.percent) return [];
      const words = `${count.measure}: ${was} in the same period of last year, ${is} now, which is a change of more than ${changeThreshold.percent} per cent.`;
      return [{ kind: 'changed_against_last_year' as const, letter, words, agencyIds: [] }];
    }),
  );
}

function sumCount(records: readonly CountedRecord[], count: ItemCount): number {
  return records.filter((record) => isCounted(record, count)).reduce((sum, { n }) => sum + n, 0);
}

function listAgencies(records: readonly CountedRecord[], wanted: CountedRecord['measure']): string[] {
  const ids = records.filter(({ measure }) => measure === wanted).flatMap(({ agencyId }) => agencyId ?? []);
  return [...new Set(ids)].sort();
}

function findLetter({ items }: PerformanceReportDefinition, wanted: CountedRecord['measure']): string | null {
  return items.find(({ counts }) => counts.some(({ measure }) => measure === wanted))?.letter ?? null;
}
