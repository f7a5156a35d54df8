import { sumCounts } from '../reports/figures.js';
import { isCounted, type CountedRecord } from './counted-records.js';
import { describeCount, type ItemCount, type PerformanceReportDefinition } from './definitions/index.js';
import type { CountView, ItemView, PartView } from './performance-report-item.view.js';

/** Returns the numbers of a performance report, item by item. */
export function toItems({ items }: PerformanceReportDefinition, records: readonly CountedRecord[]): ItemView[] {
  return items.map(({ letter, words, counts }) => ({
    letter,
    words,
    counts: counts.map((count) => toCountView(count, records)),
  }));
}

function toCountView(count: ItemCount, records: readonly CountedRecord[]): CountView {
  const counted = records.filter((record) => isCounted(record, count));
  const { measure, only = {}, without = {}, by = [] } = count;
  return {
    measure,
    words: describeCount(measure),
    only: toTerms(only),
    without: toTerms(without),
    ...sumCounts(
      counted.map(({ n, historical }) => ({
        recorded: historical === null ? n : 0,
        historical: historical === null ? 0 : n,
        precision: historical ?? 'exact',
      })),
    ),
    parts: by.length === 0 ? [] : toParts(counted, by),
  };
}

function toTerms(terms: Readonly<Record<string, readonly string[]>>): CountView['only'] {
  return Object.entries(terms).map(([facet, words]) => ({ facet, words: [...words] }));
}

/** Breaks down the records of the tracker. Historical totals have fewer facets and are in no part. */
function toParts(records: readonly CountedRecord[], by: readonly string[]): PartView[] {
  const parts = new Map<string, PartView>();
  for (const { facets, n, historical } of records) {
    if (historical !== null) continue;
    const words = by.map((facet) => facets[facet] ?? '');
    const key = JSON.stringify(words);
    const partFacets = by.map((facet, index) => ({ facet, word: words[index] ?? '' }));
    parts.set(key, { of: partFacets, n: (parts.get(key)?.n ?? 0) + n });
  }
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}
