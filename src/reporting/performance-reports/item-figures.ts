import { sumOf } from '../reports/figures.js';
import { isCounted, type CountedRecord } from './counted-records.js';
import { wordsOf, type ItemCount, type PerformanceReportDefinition } from './definitions/index.js';
import type { CountView, ItemView, PartView } from './return-items.contract.js';

/** Returns the numbers of a performance report, item by item. */
export function itemsOf({ items }: PerformanceReportDefinition, records: readonly CountedRecord[]): ItemView[] {
  return items.map(({ letter, words, counts }) => ({
    letter,
    words,
    counts: counts.map((count) => countOf(count, records)),
  }));
}

function countOf(count: ItemCount, records: readonly CountedRecord[]): CountView {
  const mine = records.filter((record) => isCounted(record, count));
  const { measure, only = {}, without = {}, by = [] } = count;
  return {
    measure,
    words: wordsOf(measure),
    only: termsOf(only),
    without: termsOf(without),
    ...sumOf(
      mine.map(({ n, historical }) => ({
        recorded: historical === null ? n : 0,
        historical: historical === null ? 0 : n,
        precision: historical ?? 'exact',
      })),
    ),
    parts: by.length === 0 ? [] : partsOf(mine, by),
  };
}

function termsOf(terms: Readonly<Record<string, readonly string[]>>): CountView['only'] {
  return Object.entries(terms).map(([facet, words]) => ({ facet, words: [...words] }));
}

/** Breaks down the records of the tracker. Historical totals have fewer facets and are in no part. */
function partsOf(records: readonly CountedRecord[], by: readonly string[]): PartView[] {
  const parts = new Map<string, PartView>();
  for (const { facets, n, historical } of records) {
    if (historical !== null) continue;
    const words = by.map((facet) => facets[facet] ?? '');
    const key = JSON.stringify(words);
    const told = by.map((facet, at) => ({ facet, word: words[at] ?? '' }));
    parts.set(key, { of: told, n: (parts.get(key)?.n ?? 0) + n });
  }
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}
