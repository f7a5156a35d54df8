import type { Figure, Figures } from '../reports/figures.contract.js';
import { measures, type MeasureKey } from '../reports/measures/index.js';
import type { Chart, Column, DefinitionLine, Row } from './exported.js';
import type { Handling } from './exports.words.js';
import { withheldFrom, type Withheld } from './small-cells.js';

/** What stands in a cell whose number is withheld. */
export const suppressed = 'suppressed';

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
  readonly figures: Figures;
}

/** A table of figures, a row for each measure of the whole and of each part, and a chart of the whole. */
export function figuresTable(
  whole: Part,
  parts: readonly Part[],
  handling: Handling,
): { readonly rows: Row[]; readonly chart: Chart; readonly withheld: Withheld } {
  const withheld = withheldFrom(
    whole.figures,
    parts.map(({ figures }) => figures),
    handling,
  );
  const rowsOf = (tells: string, { of, figures }: Part, hidden: readonly string[]): Row[] =>
    toldIn(figures).map(({ key, figure: { recorded, carried, total, precision } }) => {
      const isHidden = hidden.includes(key);
      const numbers: Row = isHidden ? [suppressed, suppressed, suppressed] : [recorded, carried, total];
      return [tells, ...of, key, ...numbers, isHidden ? null : precision];
    });
  const rows = [
    ...rowsOf('whole', whole, withheld.ofWhole),
    ...parts.flatMap((part) => rowsOf('part', part, withheld.ofParts)),
  ];
  const bars = toldIn(whole.figures).map(({ key, figure }) => ({
    label: key.replaceAll('_', ' '),
    n: withheld.ofWhole.includes(key) ? null : figure.total,
  }));
  return { rows, chart: { title: 'Totals', bars }, withheld };
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
  const rule = `Numbers of 1 to 4 about victims are suppressed, and those that would give them back.`;
  return handling === 'unit_only' ? lines : [...lines, { name: 'suppression', value: rule }];
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

/** The text columns of what parts are told apart by. */
export function textColumns(keys: readonly string[]): Column[] {
  return keys.map((key) => ({ key, kind: 'text' }));
}
