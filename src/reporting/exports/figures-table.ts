import type { Figure, Figures } from '../reports/figures.view.js';
import { isAboutVictims, isSensitive, measures, type MeasureKey } from '../reports/measures/index.js';
import type { CellByMeasure } from '../reports/publications/published-views.js';
import type { Register } from '../reports/publications/register.js';
import type { ChartFigure } from './bar-charts.js';
import type { Column, DefinitionLine, Row } from './export-document.js';
import type { Handling } from './exports.enums.js';
import { SuppressedFigures, type ShownFigure } from './suppressed-figures.js';

/** Columns of a figure, which follow those of its dimensions. */
export const figureColumns: readonly Column[] = [
  { key: 'measure', kind: 'text' },
  { key: 'recorded', kind: 'count' },
  { key: 'historical', kind: 'count' },
  { key: 'total', kind: 'count' },
  { key: 'precision', kind: 'text' },
];

export interface Part {
  readonly of: Row;
  /** Path of the part as steps, the widest first. */
  readonly at: readonly string[];
  readonly figures: Figures;
  /** Cell of a measure in the register of publications; absent if nothing is published. */
  readonly cell?: CellByMeasure;
}

/** Suppressed figures of each measure that the handling requires; empty for files that stay in the unit. */
export type SuppressedByMeasure = ReadonlyMap<MeasureKey, SuppressedFigures>;

/**
 * Returns a table with a row for each measure of the whole and of each part. It also returns the figures that a chart
 * may show.
 */
export function buildFiguresTable(
  whole: Omit<Part, 'at'>,
  parts: readonly Part[],
  handling: Handling,
  register: Register | null = null,
): { readonly rows: Row[]; readonly drawn: ChartFigure[]; readonly suppressed: SuppressedByMeasure } {
  const all: Part = { ...whole, at: [] };
  // The index makes the paths of parts with equal names unique.
  const placed = parts.map((part, position) => ({ ...part, at: [...part.at, String(position)] }));
  const suppressed = suppressFigures(all, placed, handling);
  if (register) settleSuppression([all, ...placed], suppressed, register);
  const toShownFigure = (key: MeasureKey, figure: Figure, at: readonly string[]): ShownFigure =>
    suppressed.get(key)?.getFigure(at) ?? figure;
  const rowsOf = (rowKind: string, { of, at, figures }: Part): Row[] =>
    listIncludedMeasures(figures).map(({ key, figure }) => {
      const { recorded, historical, total } = toShownFigure(key, figure, at);
      return [rowKind, ...of, key, recorded, historical, total, total === 'suppressed' ? null : figure.precision];
    });
  // Bytes are omitted, because next to them no other bar would be visible.
  const chartFigures = listIncludedMeasures(whole.figures)
    .filter(({ key }) => key !== 'bytes_examined')
    .map(({ key, figure }) => ({ name: key, figure: toShownFigure(key, figure, []), precision: figure.precision }));
  return {
    rows: [...rowsOf('whole', all), ...placed.flatMap((part) => rowsOf('part', part))],
    drawn: chartFigures,
    suppressed,
  };
}

function suppressFigures(all: Part, parts: readonly Part[], handling: Handling): SuppressedByMeasure {
  const none = { recorded: 0, historical: 0 };
  const finest = parts.length === 0 ? [all] : parts;
  return new Map(
    measures
      .filter(({ key, property }) => isSuppressed(key, handling) && all.figures[property])
      .map(({ key, property }) => {
        const counted = finest.map(({ at, figures }) => ({ at, ...(figures[property] ?? none) }));
        return [key, new SuppressedFigures(counted)];
      }),
  );
}

/** Whether a file with this handling suppresses small numbers of the measure. */
export function isSuppressed(key: MeasureKey, handling: Handling): boolean {
  return handling === 'public_release' ? isSensitive(key) : handling !== 'unit_only' && isAboutVictims(key);
}

/** Suppresses the numbers that the register of publications does not allow. */
function settleSuppression(parts: readonly Part[], suppressed: SuppressedByMeasure, register: Register): void {
  for (const [key, figures] of suppressed) {
    const placed = parts.flatMap((part) => {
      const cell = part.cell?.(key);
      return cell ? [{ at: part.at, cell, isTold: figures.isComputable(part.at) }] : [];
    });
    const allowed = register.settle(key, placed);
    for (const [index, { at }] of placed.entries()) if (allowed[index] !== true) figures.suppress(at);
  }
}

/** Returns the measures of a report, in the order of all measures. */
function listIncludedMeasures(figures: Figures): { readonly key: MeasureKey; readonly figure: Figure }[] {
  return measures.flatMap(({ key, property }) => {
    const figure = figures[property];
    return figure ? [{ key, figure }] : [];
  });
}

/** Returns the definition of each measure, with the day that places its records. */
export function describeMeasures(handling: Handling): DefinitionLine[] {
  const lines = measures.map(({ key, words, placedBy }) => ({ name: key, value: `${words} Counted on ${placedBy}.` }));
  return [...lines, ...describeSuppression(handling)];
}

const internalRule =
  'Numbers of 1 to 4 about victims are suppressed, and the numbers from which somebody could compute them.';
const publicationRule =
  'Each number marked as suppressed is one of two. Primary: it counts 1 to 4 victims or offenders. Complementary: with this file or with ' +
  'earlier publications, somebody could compute a number of 1 to 4 from it. The file does not say which of the two a number is, because ' +
  'that alone could reveal it. Days that were published before keep the figures about victims and offenders that they had then.';

/** Returns the suppression rule of a file that leaves the unit. */
export function describeSuppression(handling: Handling): DefinitionLine[] {
  if (handling === 'unit_only') return [];
  return [{ name: 'suppression', value: handling === 'public_release' ? publicationRule : internalRule }];
}

export function describeScope({
  level,
  taskForceId,
  agencyId,
}: {
  readonly level: string;
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
}): DefinitionLine {
  const ids = [taskForceId, agencyId].filter((id): id is string => id !== null);
  return { name: 'scope', value: [level, ...ids].join(' ') };
}

export function describePeriod({ from, until }: { readonly from: string; readonly until: string }): DefinitionLine {
  return { name: 'period', value: `${from} until ${until}, without the latter` };
}

export function describeTargets({ targetHours }: { readonly targetHours: readonly number[] }): DefinitionLine {
  return { name: 'targetHours', value: `${targetHours.join(', ')} for tiers 1 to ${targetHours.length}` };
}

export function createTextColumns(keys: readonly string[]): Column[] {
  return keys.map((key) => ({ key, kind: 'text' }));
}
