import { cellOf, type PublicCell } from '../../reports/publications/public-cell.js';
import { DiffersFromPublished } from '../../reports/publications/publications.errors.js';
import type { MeasureKey } from '../../reports/measures/index.js';
import { isOfLedger, type CountKey } from '../../performance-reports/definitions/index.js';
import type { CountView, FacetView, ItemView, TermView } from '../../performance-reports/return-items.contract.js';
import type { PerformanceReportView } from '../../performance-reports/returns.contract.js';
import { figureChartsOf, headingOf, type NamedFigure } from '../bar-charts.js';
import { inLots, type DefinitionLine, type Report, type Row } from '../exported.js';
import type { Handling } from '../exports.words.js';
import type { Published } from '../publishing.js';
import { figureColumns, isSuppressed, periodLine, scopeLine, suppressionLine, textColumns } from '../figures-table.js';
import { SuppressedFigures } from '../suppressed-figures.js';

/** Returns the export of a performance report: each number of each item, with the breakdown of the recorded part. */
export function returnReport(
  view: PerformanceReportView,
  whose: string,
  handling: Handling,
  published: Published | null = null,
): Report {
  const { items, definition, taskForceId } = view;
  const told = items.flatMap((item) => item.counts.map((count) => toldOf(item, count, handling, published)));
  return {
    title: `Performance report: ${definition.code.replaceAll('_', ' ')} ${view.period}`,
    definition: [
      { name: 'return', value: `${definition.code}, version ${definition.version}. ${definition.words}` },
      periodLine(view),
      { name: 'zone', value: view.zone },
      scopeLine({ at: 'task_force', taskForceId, agencyId: null }),
      { name: 'state', value: stateOf(view) },
      { name: 'records', value: `SHA-256 ${view.recordsSha256}` },
      ...items.map(({ letter, words }) => ({ name: letter, value: words })),
      ...countsInWords(items),
      ...suppressionLine(handling),
      ...(handling === 'unit_only' ? saidWithin(view) : []),
    ],
    columns: [...textColumns(['tells', 'letter', 'only', 'without', 'of']), ...figureColumns],
    rows: inLots(told.flatMap(({ rows }) => rows)),
    charts: figureChartsOf(
      headingOf('Numbers of the return', view, whose),
      // Bytes are omitted, because next to them no other bar would be visible.
      told.filter(({ measure }) => measure !== 'bytes_examined').map(({ drawn }) => drawn),
    ),
  };
}

function stateOf({ state, revision, revises, approvedAt }: PerformanceReportView): string {
  const since = approvedAt === null ? '' : ` at ${approvedAt}`;
  return `${state}${since}, revision ${revision}${revises === null ? '' : ` of ${revises}`}`;
}

/** Returns the definition of each count once. */
function countsInWords(items: readonly ItemView[]): DefinitionLine[] {
  const words = new Map(items.flatMap(({ counts }) => counts.map((count) => [count.measure, count.words] as const)));
  return [...words].map(([name, value]) => ({ name, value }));
}

/** Returns reasons and findings, which may contain small numbers about victims. */
function saidWithin({ revisionReason, withdrawReason, findings }: PerformanceReportView): DefinitionLine[] {
  const reasons = [revisionReason, withdrawReason].filter((reason) => reason !== null);
  return [
    ...reasons.map((value) => ({ name: 'reason', value })),
    ...findings.map(({ letter, words, answer }) => ({
      name: 'finding',
      value: [letter, words, answer?.note].filter((one) => one != null).join(' '),
    })),
  ];
}

/** Returns the rows of one number, and the figure that a chart may show. */
function toldOf(
  { letter }: ItemView,
  count: CountView,
  handling: Handling,
  published: Published | null,
): { readonly measure: CountKey; readonly rows: Row[]; readonly drawn: NamedFigure } {
  const { measure, precision, parts } = count;
  const suppressed = suppressedIn(count, handling, published);
  const figure = suppressed?.figureAt([]) ?? count;
  const { recorded, historical, total } = figure;
  const only = inOne(count.only);
  const without = inOne(count.without);
  const sure = total === 'suppressed' ? null : precision;
  return {
    measure,
    rows: [
      ['whole', letter, only, without, null, measure, recorded, historical, total, sure],
      ...parts.map(({ of, n }, place): Row => {
        const told = suppressed?.figureAt([String(place)]).recorded ?? n;
        return ['part', letter, only, without, facetsIn(of), measure, told, null, null, null];
      }),
    ],
    drawn: { name: `${letter} ${measure}`, figure, precision },
  };
}

/** Suppresses a number and its parts. Parts break down the recorded number; historical totals are in the whole only. */
function suppressedIn(count: CountView, handling: Handling, published: Published | null): SuppressedFigures | null {
  const { measure, parts, recorded, historical } = count;
  if (!isOfLedger(measure) || !isSuppressed(measure, handling)) return null;
  const figures =
    parts.length === 0
      ? new SuppressedFigures([{ at: [], recorded, historical }])
      : new SuppressedFigures([
          ...parts.map(({ n }, place) => ({ at: [String(place)], recorded: n, historical: 0 })),
          { at: ['historical'], recorded: 0, historical },
        ]);
  if (published) settle(count, measure, figures, published);
  return figures;
}

/**
 * Suppresses the numbers that the register of publications does not allow. Rejects a figure that differs from the
 * public one.
 */
function settle(
  { parts, recorded, only, without }: CountView,
  measure: MeasureKey,
  figures: SuppressedFigures,
  { register, place }: Published,
): void {
  const cell = (of: PublicCell['only']): PublicCell =>
    cellOf(measure, place, { ...termsOf(only), ...of }, termsOf(without));
  const placed = [
    { at: [] as string[], cell: cell({}), n: recorded },
    ...parts.map(({ of, n }, index) => ({
      at: [String(index)],
      cell: cell(Object.fromEntries(of.map(({ facet, word }) => [facet, [word]]))),
      n,
    })),
  ];
  if (placed.some((one) => register.countOf(one.cell) !== one.n)) throw new DiffersFromPublished(measure);
  const allowed = register.settle(
    measure,
    placed.map((one) => ({ cell: one.cell, isTold: figures.tells(one.at) })),
  );
  for (const [index, { at }] of placed.entries()) if (allowed[index] !== true) figures.withhold(at);
}

function termsOf(terms: readonly TermView[]): PublicCell['only'] {
  return Object.fromEntries(terms.map(({ facet, words }) => [facet, words]));
}

function facetsIn(of: readonly FacetView[]): string {
  return of.map(({ facet, word }) => `${facet} ${word}`.trim()).join('; ');
}

function inOne(terms: readonly TermView[]): string | null {
  return terms.length === 0 ? null : terms.map(({ facet, words }) => `${facet} ${words.join(' ')}`).join('; ');
}
