import type { InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words';
import { Empty } from './messages';
import { QueryContent } from './query-content';

interface PagedRowsProps<Row> {
  readonly query: {
    readonly data: InfiniteData<{ readonly items: readonly Row[] }> | undefined;
    readonly error: Error | null;
    readonly refetch: () => Promise<unknown>;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  /** Sentence for a list without rows. */
  readonly none: string;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** Rows of a list that is read page by page, or that there are none, and the button that reads more. */
export function PagedRows<Row>({ query, none, children }: PagedRowsProps<Row>) {
  const words = useWords();
  return (
    <QueryContent query={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        return (
          <>
            {rows.length === 0 ? <Empty>{none}</Empty> : <div className="card">{children(rows)}</div>}
            {query.hasNextPage && (
              <button
                type="button"
                className="usa-button usa-button--outline"
                aria-disabled={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {words.common.more}
              </button>
            )}
          </>
        );
      }}
    </QueryContent>
  );
}
