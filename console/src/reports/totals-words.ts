import { totals } from '../words/en/totals';
import { screenWords, useWords } from '../words/use-words';
import type { Dimension, Facet } from './measures';

/** Returns the words of the totals. */
export const useTotalsWords = screenWords(totals, async () => (await import('../words/es/totals')).totals);

/** Returns the words for the values of a facet. A value without words is that of a newer tracker. */
export function useFacetWords(): (facet: Facet, value: string | null) => string {
  const words = useWords();
  const texts = useTotalsWords();
  const valuesOf: Readonly<Record<Facet, Readonly<Record<string, string>>>> = {
    type: words.complaintType,
    mode: words.complaintMode,
    source: words.complaintSource,
    ncmecClass: words.ncmecClass,
    disposition: words.disposition,
    ...texts.values,
  };
  return (facet, value) => {
    if (value === null) return texts.noValue;
    return valuesOf[facet][value] ?? texts.missing[value] ?? value;
  };
}

/** Whether a number is broken down by a property of the records, and not by a place or time. */
export function isFacet(dimension: Dimension): dimension is Facet {
  return dimension !== 'month' && dimension !== 'taskForce' && dimension !== 'agency';
}
