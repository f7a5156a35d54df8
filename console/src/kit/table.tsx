import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isRowHeader?: boolean;
  readonly className?: string;
  /** Whether the head is only for screen readers, and for a narrow screen. */
  readonly isHeadHidden?: boolean;
}

interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowClass?: (row: Row) => string | undefined;
  readonly isCaptionHidden?: boolean;
}

/** Plain table, whose rows are stacked on a narrow screen. */
export function Table<Row>({ caption, columns, rows, rowKey, rowClass, isCaptionHidden = false }: TableProps<Row>) {
  return (
    <table className="usa-table usa-table--borderless data-table">
      <caption className={isCaptionHidden ? 'usa-sr-only' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, head, className, isHeadHidden = false }) => (
            <th key={key} scope="col" className={className}>
              {isHeadHidden ? <span className="usa-sr-only">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className={rowClass?.(row)}>
            {columns.map(({ key, head, cell, isRowHeader = false, className }) =>
              isRowHeader ? (
                <th key={key} scope="row" data-label={head} className={className}>
                  {cell(row)}
                </th>
              ) : (
                <td key={key} data-label={head} className={className}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
