import { createCell, type PublicCell } from '../../reports/publications/public-cell.js';
import { DiffersFromPublished } from '../../reports/publications/publications.errors.js';
import type { MeasureKey } from '../../reports/measures/index.js';
import { isLedgerMeasure, type CountKey } from '../../performance-reports/definitions/index.js';
import type {
  CountView,
  FacetView,
  ItemView,
  TermView,
} from '../../performance-reports/performance-report-item.view.js';
import type { PerformanceReportView } from '../../performance-reports/performance-report.view.js';
import { createFigureCharts, createHeading, type ChartFigure } from '../bar-charts.js';
import { batchRows, type DefinitionLine, type Report, type Row } from '../export-document.js';
import type { Handling } from '../exports.enums.js';
import type { Published } from '../publication-draft.js';
import {
  figureColumns,
  isSuppressed,
  describePeriod,
  describeScope,
  describeSuppression,
  createTextColumns,
} from '../figures-table.js';
import { SuppressedFigures } from '../suppressed-figures.js';

/** Returns the export of a performance report: each number of each item, with the breakdown of the recorded part. */
export function buildPerformanceReport(
  view: PerformanceReportView,
  scopeName: string,
  handling: Handling,
  published: Published | null = null,
): Report {
  const { items, definition, taskForceId } = view;
  const figureRows = items.flatMap((item) =>
    item.counts.map((count) => toFigureRows(item, count, handling, published)),
  );
  return {
    title: `Performance report: ${definition.code.replaceAll('_', ' ')} ${view.period}`,
    definition: [
      { name: 'definition', value: `${definition.code}, version ${definition.version}. ${definition.words}` },
      describePeriod(view),
      { name: 'zone', value: view.zone },
      describeScope({ level: 'task_force', taskForceId, agencyId: null }),
      { name: 'state', value: describeState(view) },
      { name: 'records', value: `SHA-256 ${view.recordsSha256}` },
      ...items.map(({ letter, words }) => ({ name: letter, value: words })),
      ...describeCounts(items),
      ...describeSuppression(handling),
      ...(handling === 'unit_only' ? listInternalNotes(view) : []),
    ],
    columns: [...createTextColumns(['rowKind', 'letter', 'only', 'without', 'of']), ...figureColumns],
    rows: batchRows(figureRows.flatMap(({ rows }) => rows)),
    charts: createFigureCharts(
      createHeading('Numbers of the performance report', view, scopeName),
      // Bytes are omitted, because next to them no other bar would be visible.
      figureRows.filter(({ measure }) => measure !== 'bytes_examined').map(({ drawn }) => drawn),
    ),
  };
}

function describeState({ state, revision, revises, approvedAt }: PerformanceReportView): string {
  const since = approvedAt === null ? '' : ` at ${approvedAt}`;
  return `${state}${since}, revision ${revision}${revises === null ? '' : ` of ${revises}`}`;
}

function describeCounts(items: readonly ItemView[]): DefinitionLine[] {
  const words = new Map(items.flatMap(({ counts }) => counts.map((count) => [count.measure, count.words] as const)));
  return [...words].map(([name, value]) => ({ name, value }));
}

/** Returns reasons and findings, which may contain small numbers about victims. */
function listInternalNotes({ revisionReason, withdrawReason, findings }: PerformanceReportView): DefinitionLine[] {
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
function toFigureRows(
  { letter }: ItemView,
  count: CountView,
  handling: Handling,
  published: Published | null,
): { readonly measure: CountKey; readonly rows: Row[]; readonly drawn: ChartFigure } {
  const { measure, precision, parts } = count;
  const suppressed = suppressCount(count, handling, published);
  const figure = suppressed?.getFigure([]) ?? count;
  const { recorded, historical, total } = figure;
  const only = formatTerms(count.only);
  const without = formatTerms(count.without);
  const shownPrecision = total === 'suppressed' ? null : precision;
  return {
    measure,
    rows: [
      ['whole', letter, only, without, null, measure, recorded, historical, total, shownPrecision],
      ...parts.map(({ of, n }, index): Row => {
        const figureRows = suppressed?.getFigure([String(index)]).recorded ?? n;
        return ['part', letter, only, without, formatFacets(of), measure, figureRows, null, null, null];
      }),
    ],
    drawn: { name: `${letter} ${measure}`, figure, precision },
  };
}

/** Suppresses a number and its parts. Parts break down the recorded number; historical totals are in the whole only. */
function suppressCount(count: CountView, handling: Handling, published: Published | null): SuppressedFigures | null {
  const { measure, parts, recorded, historical } = count;
  if (!isLedgerMeasure(measure) || !isSuppressed(measure, handling)) return null;
  const figures =
    parts.length === 0
      ? new SuppressedFigures([{ at: [], recorded, historical }])
      : new SuppressedFigures([
          ...parts.map(({ n }, index) => ({ at: [String(index)], recorded: n, historical: 0 })),
          { at: ['historical'], recorded: 0, historical },
        ]);
  if (published) settleSuppression(count, measure, figures, published);
  return figures;
}

/**
 * Suppresses the numbers that the register of publications does not allow. Rejects a figure that differs from the
 * public one.
 */
function settleSuppression(
  { parts, recorded, only, without }: CountView,
  measure: MeasureKey,
  figures: SuppressedFigures,
  { register, place: index }: Published,
): void {
  const cell = (of: PublicCell['only']): PublicCell =>
    createCell(measure, index, { ...toFacetTerms(only), ...of }, toFacetTerms(without));
  const placed = [
    { at: [] as string[], cell: cell({}), n: recorded },
    ...parts.map(({ of, n }, index) => ({
      at: [String(index)],
      cell: cell(Object.fromEntries(of.map(({ facet, word }) => [facet, [word]]))),
      n,
    })),
  ];
  if (placed.some((one) => register.countRecords(one.cell) !== one.n)) throw new DiffersFromPublished(measure);
  const allowed = register.settle(
    measure,
    placed.map((one) => ({ cell: one.cell, isTold: figures.isComputable(one.at) })),
  );
  for (const [index, { at }] of placed.entries()) if (allowed[index] !== true) figures.suppress(at);
}

function toFacetTerms(terms: readonly TermView[]): PublicCell['only'] {
  return Object.fromEntries(terms.map(({ facet, words }) => [facet, words]));
}

function formatFacets(of: readonly FacetView[]): string {
  return of.map(({ facet, word }) => `${facet} ${word}`.trim()).join('; ');
}

function formatTerms(terms: readonly TermView[]): string | null {
  return terms.length === 0 ? null : terms.map(({ facet, words }) => `${facet} ${words.join(' ')}`).join('; ');
}
