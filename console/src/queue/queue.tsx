import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { NuqsAdapter } from 'nuqs/adapters/react-router/v7';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import type { ComplaintState, ComplaintType, Priority } from '../api/types';
import { useKeys } from '../keys/use-keys';
import { Alert, Empty, Loading, ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { Table } from '../kit/table';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { AssignMany, type Skipped } from './assign-many';
import { Preview } from './preview';
import { QueueFilters } from './queue-filters';
import { queueNames, QueueNames } from './queue-names';
import { type Line, useColumns } from './use-columns';
import { useNews } from './use-news';

const filterParsers = {
  queue: parseAsStringLiteral(queueNames),
  state: parseAsString,
  type: parseAsString,
  priority: parseAsString,
  investigatorId: parseAsString,
  reviewBy: parseAsString,
  sel: parseAsString,
};

/** Queues of complaints with filters in the address, a preview beside the list, and acts on a selection. */
export default function QueueScreen() {
  return (
    <NuqsAdapter>
      <Queue />
    </NuqsAdapter>
  );
}

function Queue() {
  const words = useWords();
  const { may } = useSession();
  const queries = useQueryClient();
  const [filters, setFilters] = useQueryStates(filterParsers);
  const queue = filters.queue ?? (may('complaints:assign') ? 'to_triage' : 'mine');
  const [selected, setSelected] = useState<ReadonlyMap<string, Line>>(new Map());
  const [isAssigning, setIsAssigning] = useState(false);
  const [skipped, setSkipped] = useState<readonly Skipped[]>([]);
  const list = useRef<HTMLDivElement>(null);

  const query = {
    queue,
    state: filters.state ? (filters.state.split(',') as ComplaintState[]) : undefined,
    type: (filters.type ?? undefined) as ComplaintType | undefined,
    priority: filters.priority ? (filters.priority.split(',').map(Number) as Priority[]) : undefined,
    investigatorId: filters.investigatorId ?? undefined,
    reviewBy: filters.reviewBy ?? undefined,
  };
  const isPart = filters.investigatorId !== null || filters.reviewBy !== null;
  const { data, error, isPending, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['complaints', query],
    queryFn: ({ pageParam }) =>
      call(() =>
        api.GET('/api/v1/complaints', {
          params: { query: { ...query, cursor: pageParam } },
          querySerializer: { array: { style: 'form', explode: false } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const queues = useQuery({
    queryKey: ['queues'],
    queryFn: () => call(() => api.GET('/api/v1/queues')),
  });
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];
  const [first] = data?.pages ?? [];
  const count = first?.count ?? null;
  const isCountComplete = first?.isComplete ?? true;
  const news = useNews(queue, count, isCountComplete);

  const readAgain = (): void => {
    void queries.invalidateQueries({ queryKey: ['complaints'] });
    void queries.invalidateQueries({ queryKey: ['queues'] });
  };
  const links = (): HTMLAnchorElement[] => [
    ...(list.current?.querySelectorAll<HTMLAnchorElement>('a.line-link') ?? []),
  ];
  const move = (step: 1 | -1): void => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    const next = all[at === -1 ? (step === 1 ? 0 : all.length - 1) : at + step];
    next?.focus();
  };
  const toggle = (line: Line): void => {
    setSelected((before) => {
      const after = new Map(before);
      if (!after.delete(line.id)) after.set(line.id, line);
      return after;
    });
  };
  const canSelect = may('complaints:assign');
  useKeys({
    next: () => move(1),
    previous: () => move(-1),
    select: canSelect
      ? () => {
          const line = lines.find(({ id }) => id === (document.activeElement as HTMLElement | null)?.dataset['id']);
          if (line) toggle(line);
        }
      : undefined,
    assign: canSelect && selected.size > 0 ? () => setIsAssigning(true) : undefined,
  });
  useEffect(() => setSelected(new Map()), [queue]);

  const columns = useColumns({ canSelect, selected, toggle, onOpen: (id) => void setFilters({ sel: id }) });
  const name = words.queue.names[queue];
  return (
    <Page
      title={words.queue.title}
      acts={
        may('complaints:triage') && queue === 'to_triage' && lines.length > 0 ? (
          <Link className="usa-button" to="/triage">
            {words.queue.startTriage}
          </Link>
        ) : undefined
      }
    >
      <QueueNames queue={queue} summaries={queues.data?.items ?? []} />
      <QueueFilters filters={filters} onChange={(part) => void setFilters(part)} />
      {isPart && (
        <p className="no-print">
          {words.queue.part} <Link to={`/queue?queue=${queue}`}>{words.queue.whole}</Link>
        </p>
      )}
      {selected.size > 0 && (
        <div className="bulk-bar no-print" role="region" aria-label={words.queue.selected(selected.size)}>
          <span>{words.queue.selected(selected.size)}</span>
          <button type="button" className="usa-button" onClick={() => setIsAssigning(true)}>
            {words.queue.assignSelected}
          </button>
          <button type="button" className="usa-button usa-button--unstyled" onClick={() => setSelected(new Map())}>
            {words.queue.clearSelection}
          </button>
        </div>
      )}
      {skipped.length > 0 && <NotAssigned skipped={skipped} onClose={() => setSkipped([])} />}
      {news > 0 && (
        <button type="button" className="usa-button usa-button--outline small-button" onClick={readAgain}>
          {words.queue.new(news)}
        </button>
      )}
      {error && <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data && (
        <div className={filters.sel ? 'queue queue--split' : 'queue'}>
          <div className="card queue-list" ref={list}>
            <p className="queue-count" role="status">
              {count === null ? '' : words.queue.count(count, isCountComplete)}
            </p>
            {lines.length === 0 ? (
              <Empty>{words.queue.empty}</Empty>
            ) : (
              <Table
                caption={words.queue.caption(name)}
                isCaptionHidden
                columns={columns}
                rows={lines}
                rowKey={({ id }) => id}
                rowClass={({ id }) => (filters.sel === id ? 'line line--current' : 'line')}
              />
            )}
            {hasNextPage && (
              <button
                type="button"
                className="usa-button usa-button--outline"
                disabled={isFetchingNextPage}
                onClick={() => void fetchNextPage()}
              >
                {words.queue.more}
              </button>
            )}
          </div>
          {filters.sel && (
            <Preview id={filters.sel} onClose={() => void setFilters({ sel: null })} onChanged={readAgain} />
          )}
        </div>
      )}
      {isAssigning && (
        <AssignMany
          lines={[...selected.values()]}
          onClose={() => setIsAssigning(false)}
          onDone={(notAssigned) => {
            setIsAssigning(false);
            setSkipped(notAssigned);
            setSelected(new Map());
            readAgain();
          }}
        />
      )}
    </Page>
  );
}

/** Complaints that the last bulk assignment skipped: a link to each, and what stands in the way. */
function NotAssigned({ skipped, onClose }: { readonly skipped: readonly Skipped[]; readonly onClose: () => void }) {
  const words = useWords();
  return (
    <div className="no-print" role="region" aria-label={words.queue.skippedTitle}>
      <Alert tone="warning" heading={words.queue.skippedTitle} isLive>
        <ul className="plain-list">
          {skipped.map(({ id, reference, why }) => (
            <li key={id}>
              <Link className="nowrap" to={`/complaints/${id}`}>
                {reference}
              </Link>
              : <span lang="en">{why}</span>
            </li>
          ))}
        </ul>
        <button type="button" className="usa-button usa-button--outline small-button" onClick={onClose}>
          {words.common.close}
        </button>
      </Alert>
    </div>
  );
}
