import type { Schemas } from '../api/types';
import { type Column, Table } from '../kit/table';
import { useWords } from '../words/use-words';
import type { MeasureKey } from './measures';
import { formatDays } from './periods';
import { useTotalsWords } from './totals-words';

type Total = Schemas['IncludedHistoricalTotal'];

/** Historical totals that the numbers include, with where each was published. They were reported without records. */
export function HistoricalTotals({
  totals,
  measure,
}: {
  readonly totals: readonly Total[];
  readonly measure: MeasureKey | null;
}) {
  const texts = useTotalsWords();
  const { locale } = useWords();
  const rows = measure === null ? totals : totals.filter((total) => total.measure === measure);
  if (rows.length === 0) return null;
  const columns: readonly Column<Total>[] = [
    { key: 'measure', head: texts.measure, isRowHeader: true, cell: (total) => texts.measures[total.measure] },
    { key: 'days', head: texts.period, cell: (total) => formatDays(total, locale) },
    {
      key: 'value',
      head: texts.number,
      className: 'number',
      cell: ({ precision, value }) => texts.precise[precision](value.toLocaleString(locale)),
    },
    { key: 'source', head: texts.source, cell: ({ source }) => source },
  ];
  return (
    <div className="card">
      <Table caption={texts.historicalTotals} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </div>
  );
}
