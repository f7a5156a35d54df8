import type { Figure, Figures } from './figures.view.js';
import { headline, measures, type MeasureKey } from './measures/index.js';
import { precisions, type Precision } from './reports.enums.js';

export interface Count {
  readonly measure: MeasureKey;
  readonly recorded: number;
  readonly historical: number;
  readonly precision: Precision;
}

/**
 * Adds up counts by measure, with each requested measure present. A sum has the precision of its least precise part.
 */
export function toFigures(counts: readonly Count[], included: readonly MeasureKey[] = headline): Figures {
  const sumMeasure = ({ key }: { key: MeasureKey }): Figure =>
    sumCounts(counts.filter(({ measure }) => measure === key));
  return Object.fromEntries(
    measures.filter(({ key }) => included.includes(key)).map((measure) => [measure.property, sumMeasure(measure)]),
  ) as unknown as Figures;
}

export function sumCounts(counts: readonly Omit<Count, 'measure'>[]): Figure {
  const recorded = counts.reduce((sum, count) => sum + count.recorded, 0);
  const historical = counts.reduce((sum, count) => sum + count.historical, 0);
  return {
    recorded,
    historical,
    total: recorded + historical,
    precision: findLeastPrecise(counts.map(({ precision }) => precision)),
  };
}

function findLeastPrecise(found: readonly Precision[]): Precision {
  return precisions.findLast((precision) => found.includes(precision)) ?? 'exact';
}
