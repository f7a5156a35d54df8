import type { ReactNode } from 'react';
import { toProblem } from '../api/problem';
import { Loading, ProblemMessage } from './messages';

interface QueryContentProps<Data> {
  readonly query: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly refetch: () => Promise<unknown>;
  };
  readonly children: (data: Data) => ReactNode;
}

/** Content of a read: that it loads, or that it failed, and its data. A read that fails later leaves the data before it. */
export function QueryContent<Data>({ query: { data, error, refetch }, children }: QueryContentProps<Data>) {
  return (
    <>
      {error && <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data !== undefined && children(data)}
    </>
  );
}
