import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { Empty } from '../kit/messages';
import { focusHeading } from '../kit/page';
import { type Column, Table } from '../kit/table';
import { useWords } from '../words/use-words';
import { type Dimension, type Figure, figureOf, type MeasureKey, measureKeys } from './measures';
import { CountedNumber, useDifference } from './numbers';
import { type Days, formatMonth, formatPeriod, monthsOf } from './periods';
import { type CountedRecords, formatFilters, formatQuery, type TotalsFilters } from './totals-address';
import { isFacet, useFacetWords, useTotalsWords } from './totals-words';
import { type ComparedTotals, daysOrName, type TotalsRow } from './use-totals';

/** One number of a table, beside the one that it is compared with. */
interface Line {
  readonly key: string;
  readonly label: ReactNode;
  readonly now: Counted;
  readonly before: Counted;
}

interface Counted {
  readonly figure: Figure;
  readonly records: CountedRecords | null;
}

/** Link that narrows what the page shows. The focus goes to the heading, because the link may be gone. */
export function NarrowLink({ filters, children }: { readonly filters: TotalsFilters; readonly children: ReactNode }) {
  return (
    <Link to={{ search: formatFilters(filters) }} onClick={focusHeading}>
      {children}
    </Link>
  );
}

/** All measures of the period. The name of one leads to its parts, and its number to its records. */
export function AllMeasures({ filters, totals }: { readonly filters: TotalsFilters; readonly totals: ComparedTotals }) {
  const texts = useTotalsWords();
  const { locale } = useWords();
  const { period, now, before } = totals;
  const lines = measureKeys.map((measure) => ({
    key: measure,
    label: <NarrowLink filters={{ ...filters, measure, by: 'month' }}>{texts.measures[measure]}</NarrowLink>,
    now: { figure: figureOf(now.figures, measure), records: recordsOf(filters, measure, period) },
    before: {
      figure: figureOf(before?.view.figures, measure),
      records: before && recordsOf(filters, measure, before.period),
    },
  }));
  return (
    <div className="card">
      <NumberTable
        caption={texts.all(formatPeriod(period, locale))}
        head={texts.measure}
        lines={lines}
        totals={totals}
      />
    </div>
  );
}

/** One measure: what was found in a sentence, a chart, and the parts with their records. */
export function OneMeasure({
  filters,
  measure,
  totals,
}: {
  readonly filters: TotalsFilters;
  readonly measure: MeasureKey;
  readonly totals: ComparedTotals;
}) {
  const texts = useTotalsWords();
  const { locale } = useWords();
  const differ = useDifference();
  const { period, now, before } = totals;
  const { by } = filters;
  const figure = figureOf(now.figures, measure);
  const figureBefore = figureOf(before?.view.figures, measure);
  const lines = useLines(filters, measure, totals);
  const name = texts.measures[measure];
  const number = texts.precise[figure.precision](figure.total.toLocaleString(locale));
  const finding = `${texts.finding(name, number, formatPeriod(period, locale))}${
    before
      ? ` ${texts.compared(
          formatPeriod(before.period, locale),
          texts.precise[figureBefore.precision](figureBefore.total.toLocaleString(locale)),
          differ(figure, figureBefore),
        )}`
      : ''
  }`;
  return (
    <div className="card">
      <h2>{name}</h2>
      <p>{finding}</p>
      <Chart filters={filters} measure={measure} totals={totals} alternative={texts.chart(finding)} />
      {lines.length === 0 ? (
        <Empty>{texts.noParts}</Empty>
      ) : (
        <NumberTable
          caption={texts.parts(name, texts.dimensions[by])}
          head={texts.dimensions[by]}
          lines={lines}
          totals={totals}
        />
      )}
    </div>
  );
}

const charts: Partial<Readonly<Record<Dimension, string>>> = {
  month: 'over-time',
  type: 'by-type-and-mode',
  mode: 'by-type-and-mode',
  taskForce: 'by-task-force',
};

/** Chart of a measure, as the tracker draws it. The table below has the same numbers. */
function Chart({
  filters: { by, taskForceId, agencyId, scope },
  measure,
  totals: { period },
  alternative,
}: {
  readonly filters: TotalsFilters;
  readonly measure: MeasureKey;
  readonly totals: ComparedTotals;
  readonly alternative: string;
}) {
  const texts = useTotalsWords();
  const [failed, setFailed] = useState<string | null>(null);
  const chart = charts[by];
  if (chart === undefined) return null;
  const address = `/api/v1/charts/${chart}?${formatQuery({ ...daysOrName(period), measure, taskForceId, agencyId, scope })}`;
  if (failed === address) return <p className="soft">{texts.chartFailed}</p>;
  return <img className="chart" src={address} alt={alternative} onError={() => setFailed(address)} />;
}

/** Numbers of one measure by month in their order, and otherwise the largest first. */
function useLines(filters: TotalsFilters, measure: MeasureKey, totals: ComparedTotals): readonly Line[] {
  const { locale } = useWords();
  const labelOf = useLabel(filters);
  const { by } = filters;
  const { period, now, before } = totals;
  if (by === 'month') {
    const monthsBefore = before ? monthsOf(before.period) : [];
    return monthsOf(period).map((days, index) => ({
      key: days.from,
      label: formatMonth(days.from, locale),
      now: monthOf(filters, measure, now.rows, days),
      before: monthOf(filters, measure, before?.view.rows ?? [], monthsBefore[index] ?? null),
    }));
  }
  const rowsBefore = new Map(before?.view.rows.map((row) => [keyOf(by, row), row]));
  const rows = new Map([...rowsBefore, ...now.rows.map((row) => [keyOf(by, row), row] as const)]);
  const rowsNow = new Map(now.rows.map((row) => [keyOf(by, row), row]));
  return [...rows]
    .map(([key, row]) => ({
      key,
      label: labelOf(row),
      now: { figure: figureOf(rowsNow.get(key)?.figures, measure), records: partOf(filters, measure, row, period) },
      before: {
        figure: figureOf(rowsBefore.get(key)?.figures, measure),
        records: before && partOf(filters, measure, row, before.period),
      },
    }))
    .filter((line) => line.now.figure.total > 0 || line.before.figure.total > 0)
    .sort((one, other) => other.now.figure.total - one.now.figure.total);
}

function monthOf(filters: TotalsFilters, measure: MeasureKey, rows: readonly TotalsRow[], days: Days | null): Counted {
  const row = rows.find(({ month }) => month !== null && month.slice(0, 7) === days?.from.slice(0, 7));
  return { figure: figureOf(row?.figures, measure), records: days && recordsOf(filters, measure, days) };
}

function keyOf(by: Dimension, row: TotalsRow): string {
  const value = row[by];
  return (typeof value === 'object' ? value?.id : value) ?? '';
}

/** Returns what names a row: a place, which the page can be narrowed to, or the value of a facet. */
function useLabel(filters: TotalsFilters): (row: TotalsRow) => ReactNode {
  const words = useWords();
  const facetWords = useFacetWords();
  const texts = useTotalsWords();
  const { by } = filters;
  return (row) => {
    if (isFacet(by)) return facetWords(by, row[by]);
    if (by === 'taskForce' && row.taskForce) {
      const { id, name } = row.taskForce;
      return <NarrowLink filters={{ ...filters, by: 'month', taskForceId: id }}>{name}</NarrowLink>;
    }
    if (by === 'agency' && row.agency) {
      const { id, name } = row.agency;
      return <NarrowLink filters={{ ...filters, by: 'month', agencyId: id }}>{name ?? words.common.hidden}</NarrowLink>;
    }
    return texts.noValue;
  };
}

function recordsOf(
  { taskForceId, agencyId, scope }: TotalsFilters,
  measure: MeasureKey,
  { from, until }: Days,
): CountedRecords {
  return { measure, from, until, taskForceId, agencyId, scope, facets: {} };
}

/** Returns the records of a row, or null for one without a value: only historical totals have none. */
function partOf(filters: TotalsFilters, measure: MeasureKey, row: TotalsRow, days: Days): CountedRecords | null {
  const { by } = filters;
  const value = keyOf(by, row);
  if (value === '') return null;
  const records = recordsOf(filters, measure, days);
  if (isFacet(by)) return { ...records, facets: { [by]: value } };
  return by === 'taskForce' ? { ...records, taskForceId: value } : { ...records, agencyId: value };
}

function NumberTable({
  caption,
  head,
  lines,
  totals: { period, before },
}: {
  readonly caption: string;
  readonly head: string;
  readonly lines: readonly Line[];
  readonly totals: ComparedTotals;
}) {
  const texts = useTotalsWords();
  const { locale } = useWords();
  const differ = useDifference();
  const compared: readonly Column<Line>[] = before
    ? [
        {
          key: 'before',
          head: formatPeriod(before.period, locale),
          className: 'number',
          cell: (line) => <CountedNumber {...line.before} />,
        },
        {
          key: 'difference',
          head: texts.difference,
          className: 'number',
          cell: ({ now, before: earlier }) => differ(now.figure, earlier.figure),
        },
      ]
    : [];
  const columns: readonly Column<Line>[] = [
    { key: 'label', head, isRowHeader: true, cell: ({ label }) => label },
    {
      key: 'now',
      head: formatPeriod(period, locale),
      className: 'number',
      cell: ({ now }) => <CountedNumber {...now} />,
    },
    ...compared,
  ];
  return <Table caption={caption} columns={columns} rows={lines} rowKey={({ key }) => key} />;
}
