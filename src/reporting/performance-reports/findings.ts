import type { Day } from '../../platform/time/calendar.js';
import { addDays } from '../../platform/time/calendar.js';
import { isCounted, type CountedRecord } from './counted-records.js';
import { measuresOf, type ItemCount, type PerformanceReportDefinition } from './definitions/index.js';
import type { FindingKind } from './returns.words.js';

/** Threshold of a change against the same period of last year: more than half of it, and at least ten. */
export const bound = { percent: 50, atLeast: 10 } as const;

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

type Found = Pick<Finding, 'kind' | 'letter' | 'words' | 'agencyIds'>;

/** Examined records: those of the period and, if there are any, of the same period of last year. */
export interface Examined {
  readonly definition: PerformanceReportDefinition;
  readonly until: Day;
  readonly records: readonly CountedRecord[];
  readonly lastYear: readonly CountedRecord[] | null;
  /** Number of historical totals that overlap the period and were not included. */
  readonly leftOut: number;
}

/** Returns all findings. A finding with the same words as an earlier one takes over its answer. */
export function findingsOf(examined: Examined, before: readonly Finding[] = []): Finding[] {
  const found = [
    ...unstaffed(examined),
    ...silent(examined),
    ...unclassified(examined),
    ...leftOut(examined),
    ...changed(examined),
  ];
  return found.map((one, at) => ({
    number: at + 1,
    ...one,
    answer: before.find(({ kind, letter, words }) => isSame(one, { kind, letter, words }))?.answer ?? null,
  }));
}

function isSame(a: Pick<Finding, 'kind' | 'letter' | 'words'>, b: Pick<Finding, 'kind' | 'letter' | 'words'>): boolean {
  return a.kind === b.kind && a.letter === b.letter && a.words === b.words;
}

function unstaffed({ definition, until, records }: Examined): Found[] {
  const measures = measuresOf(definition);
  if (!measures.includes('staffing') || !measures.includes('agencies_participating')) return [];
  const all = agenciesIn(records, 'agencies_participating');
  const staffed = new Set(agenciesIn(records, 'staffing'));
  const agencyIds = all.filter((id) => !staffed.has(id));
  const words = `${agencyIds.length} of ${all.length} participating agencies have no staffing level on ${addDays(until, -1)}.`;
  return agencyIds.length === 0
    ? []
    : [{ kind: 'no_staffing', letter: letterOf(definition, 'staffing'), words, agencyIds }];
}

function silent({ definition, records }: Examined): Found[] {
  if (!measuresOf(definition).includes('agencies_participating')) return [];
  const all = agenciesIn(records, 'agencies_participating');
  const heard = new Set(
    records
      .filter(({ measure }) => measure !== 'agencies_participating' && measure !== 'staffing')
      .map(({ agencyId }) => agencyId),
  );
  const agencyIds = all.filter((id) => !heard.has(id));
  const words = `${agencyIds.length} of ${all.length} participating agencies have no record in the period.`;
  return agencyIds.length === 0 ? [] : [{ kind: 'agencies_without_record', letter: null, words, agencyIds }];
}

function unclassified({ definition, records }: Examined): Found[] {
  const open = records.filter(
    ({ measure, facets, historical }) =>
      measure === 'complaints_documented' &&
      historical === null &&
      (facets['type'] === 'unclassified' || facets['mode'] === 'unclassified'),
  );
  const letter = letterOf(definition, 'complaints_documented');
  const words = `${open.length} complaints have no type or mode yet.`;
  return open.length === 0 ? [] : [{ kind: 'unclassified_complaints', letter, words, agencyIds: [] }];
}

function leftOut({ leftOut: figures }: Examined): Found[] {
  const words = `${figures} historical totals have days of the period and are not in the performance report: they reach beyond it, or cannot be broken down as it asks.`;
  return figures === 0 ? [] : [{ kind: 'historical_totals_left_out', letter: null, words, agencyIds: [] }];
}

function changed({ definition, records, lastYear }: Examined): Found[] {
  if (lastYear === null) return [];
  if (!lastYear.some(({ measure }) => measure !== 'agencies_participating' && measure !== 'staffing')) {
    const words = 'Nothing is recorded of the same period of last year, so that nothing can be compared.';
    return [{ kind: 'nothing_last_year', letter: null, words, agencyIds: [] }];
  }
  return definition.items.flatMap(({ letter, counts }) =>
    counts.flatMap((count) => {
      const [was, is] = [totalOf(lastYear, count), totalOf(records, count)];
      const change = Math.abs(is - was);
      if (change < bound.atLeast || change * 100 <= was * bound.percent) return [];
      const words = `${count.measure}: ${was} in the same period of last year, ${is} now, which is a change of more than ${bound.percent} per cent.`;
      return [{ kind: 'changed_against_last_year' as const, letter, words, agencyIds: [] }];
    }),
  );
}

function totalOf(records: readonly CountedRecord[], count: ItemCount): number {
  return records.filter((record) => isCounted(record, count)).reduce((sum, { n }) => sum + n, 0);
}

function agenciesIn(records: readonly CountedRecord[], of: CountedRecord['measure']): string[] {
  const ids = records.filter(({ measure }) => measure === of).flatMap(({ agencyId }) => agencyId ?? []);
  return [...new Set(ids)].sort();
}

function letterOf({ items }: PerformanceReportDefinition, of: CountedRecord['measure']): string | null {
  return items.find(({ counts }) => counts.some(({ measure }) => measure === of))?.letter ?? null;
}
