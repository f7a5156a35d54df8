import type { Figure, Figures } from '../reports/figures.contract.js';
import { isAboutVictims, measures, type MeasureKey } from '../reports/measures/index.js';
import type { NamedFigure } from './bar-charts.js';
import type { Column, DefinitionLine, Row } from './exported.js';
import type { Handling } from './exports.words.js';
import { SuppressedFigures, type ToldFigure } from './suppressed-figures.js';

/** The columns of a figure; before them stands what it is of. */
export const figureColumns: readonly Column[] = [
  { key: 'measure', kind: 'text' },
  { key: 'recorded', kind: 'count' },
  { key: 'carried', kind: 'count' },
  { key: 'total', kind: 'count' },
  { key: 'precision', kind: 'text' },
];

/** A part of a report: what it is told apart by, and its figures. */
export interface Part {
  readonly of: Row;
  /** The same as steps, the widest first. */
  readonly at: readonly string[];
  readonly figures: Figures;
}

/** What leaves the unit of each measure about victims; nothing is in it of what stays within. */
export type Suppressed = ReadonlyMap<MeasureKey, SuppressedFigures>;

/** A table of figures, a row for each measure of the whole and of each part, and the figures of the whole as they may be drawn. */
export function figuresTable(
  whole: Omit<Part, 'at'>,
  parts: readonly Part[],
  handling: Handling,
): { readonly rows: Row[]; readonly drawn: NamedFigure[]; readonly suppressed: Suppressed } {
  const all = { ...whole, at: [] };
  // Each has a place of its own, though two are called the same.
  const placed = parts.map((part, place) => ({ ...part, at: [...part.at, String(place)] }));
  const suppressed = suppressedIn(whole.figures, parts.length === 0 ? [all] : placed, handling);
  const told = (key: MeasureKey, figure: Figure, at: readonly string[]): ToldFigure =>
    suppressed.get(key)?.figureAt(at) ?? figure;
  const rowsOf = (tells: string, { of, at, figures }: Part): Row[] =>
    toldIn(figures).map(({ key, figure }) => {
      const { recorded, carried, total } = told(key, figure, at);
      return [tells, ...of, key, recorded, carried, total, total === 'suppressed' ? null : figure.precision];
    });
  // Bytes would leave no other bar to be seen.
  const drawn = toldIn(whole.figures)
    .filter(({ key }) => key !== 'bytes_examined')
    .map(({ key, figure }) => ({ name: key, figure: told(key, figure, []), precision: figure.precision }));
  return {
    rows: [...rowsOf('whole', all), ...placed.flatMap((part) => rowsOf('part', part))],
    drawn,
    suppressed,
  };
}

function suppressedIn(whole: Figures, parts: readonly Part[], handling: Handling): Suppressed {
  if (handling === 'unit_only') return new Map();
  const none = { recorded: 0, carried: 0 };
  return new Map(
    measures
      .filter(({ key, property }) => isAboutVictims(key) && whole[property])
      .map(({ key, property }) => {
        const counted = parts.map(({ at, figures }) => ({ at, ...(figures[property] ?? none) }));
        return [key, new SuppressedFigures(counted)];
      }),
  );
}

/** The measures that a report has, in the order of all of them. */
function toldIn(figures: Figures): { readonly key: MeasureKey; readonly figure: Figure }[] {
  return measures.flatMap(({ key, property }) => {
    const figure = figures[property];
    return figure ? [{ key, figure }] : [];
  });
}

/** What the measures count, in words, and which day places what they count. */
export function measuresInWords(handling: Handling): DefinitionLine[] {
  const lines = measures.map(({ key, words, placedBy }) => ({ name: key, value: `${words} Placed by ${placedBy}.` }));
  return [...lines, ...suppressionLine(handling)];
}

/** That numbers are suppressed, in what leaves the unit. */
export function suppressionLine(handling: Handling): DefinitionLine[] {
  const rule = 'Numbers of 1 to 4 about victims are suppressed, and those that would give them back.';
  return handling === 'unit_only' ? [] : [{ name: 'suppression', value: rule }];
}

/** Whose records were counted, as a line. */
export function scopeLine({
  at,
  taskForceId,
  agencyId,
}: {
  readonly at: string;
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
}): DefinitionLine {
  const ids = [taskForceId, agencyId].filter((id): id is string => id !== null);
  return { name: 'scope', value: [at, ...ids].join(' ') };
}

/** From which day until which, as a line. */
export function periodLine({ from, until }: { readonly from: string; readonly until: string }): DefinitionLine {
  return { name: 'period', value: `${from} until ${until}, without the latter` };
}

/** What each tier allowed, as a line. */
export function targetsLine({ targetHours }: { readonly targetHours: readonly number[] }): DefinitionLine {
  return { name: 'targetHours', value: `${targetHours.join(', ')} for tiers 1 to ${targetHours.length}` };
}

/** The text columns of what parts are told apart by. */
export function textColumns(keys: readonly string[]): Column[] {
  return keys.map((key) => ({ key, kind: 'text' }));
}
