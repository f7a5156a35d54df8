import type { Figure, Figures } from './figures.contract.js';
import { headline, measures, type MeasureKey } from './measures/index.js';
import { precisions, type Precision } from './reports.words.js';

/** Count of one measure in one cell of a report. */
export interface Count {
  readonly measure: MeasureKey;
  readonly recorded: number;
  readonly historical: number;
  readonly precision: Precision;
}

/** Adds up counts by measure. Each requested measure is present. A sum has the precision of its least precise part. */
export function figuresOf(counts: readonly Count[], told: readonly MeasureKey[] = headline): Figures {
  const of = ({ key }: { key: MeasureKey }): Figure => sumOf(counts.filter(({ measure }) => measure === key));
  return Object.fromEntries(
    measures.filter(({ key }) => told.includes(key)).map((measure) => [measure.property, of(measure)]),
  ) as unknown as Figures;
}

export function sumOf(counts: readonly Omit<Count, 'measure'>[]): Figure {
  const recorded = counts.reduce((sum, count) => sum + count.recorded, 0);
  const historical = counts.reduce((sum, count) => sum + count.historical, 0);
  return {
    recorded,
    historical,
    total: recorded + historical,
    precision: leastSure(counts.map(({ precision }) => precision)),
  };
}

function leastSure(found: readonly Precision[]): Precision {
  return precisions.findLast((precision) => found.includes(precision)) ?? 'exact';
}
