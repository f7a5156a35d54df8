import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { NuqsAdapter } from 'nuqs/adapters/react-router/v7';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, call } from '../api/client';
import { useComplaintsChanged } from '../api/complaint-query';
import { problemTypes, toProblem } from '../api/problem';
import type { ComplaintState, ComplaintType, Priority } from '../api/types';
import { useKeys } from '../keys/use-keys';
import { Alert, Empty, Loading, ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { type Skipped, SkippedComplaints } from '../kit/skipped';
import { Table } from '../kit/table';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { AssignMany } from './assign-many';
import { Preview } from './preview';
import { QueueFilters } from './queue-filters';
import { queueNames, QueueNames } from './queue-names';
import { type Line, useColumns } from './use-columns';
import { useNews } from './use-news';

/** Filters that only a link sets, such as that of a saved view. They have no field. */
const linkFilters = {
  source: parseAsString,
  agencyId: parseAsString,
  workingAgencyId: parseAsString,
  investigatorId: parseAsString,
  mergedInto: parseAsString,
  reviewBy: parseAsString,
  receivedFrom: parseAsString,
  receivedUntil: parseAsString,
  dueBefore: parseAsString,
};
const linkFilterNames = Object.keys(linkFilters) as readonly (keyof typeof linkFilters)[];

const filterParsers = {
  queue: parseAsStringLiteral(queueNames),
  state: parseAsString,
  type: parseAsString,
  priority: parseAsString,
  ...linkFilters,
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
  const navigate = useNavigate();
  const [filters, setFilters] = useQueryStates(filterParsers);
  const queue = filters.queue ?? (may('complaints:screen') ? 'to_triage' : 'mine');
  const [selected, setSelected] = useState<ReadonlyMap<string, Line>>(new Map());
  const [isAssigning, setIsAssigning] = useState(false);
  const [skipped, setSkipped] = useState<readonly Skipped[]>([]);
  const list = useRef<HTMLDivElement>(null);

  const query = {
    queue,
    state: filters.state ? (filters.state.split(',') as ComplaintState[]) : undefined,
    type: (filters.type ?? undefined) as ComplaintType | undefined,
    priority: filters.priority ? (filters.priority.split(',').map(Number) as Priority[]) : undefined,
    ...Object.fromEntries(linkFilterNames.map((name) => [name, filters[name] ?? undefined])),
  };
  const isPart = linkFilterNames.some((name) => filters[name] !== null);
  const isFiltered = isPart || (filters.state ?? filters.type ?? filters.priority) !== null;
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
  // The count of a queue says nothing about a part of it.
  const news = useNews(queue, isFiltered ? null : count, isCountComplete);

  const readAgain = useComplaintsChanged();
  const links = (): HTMLAnchorElement[] => [
    ...(list.current?.querySelectorAll<HTMLAnchorElement>('a.line-link') ?? []),
  ];
  const lineOf = (id: string | null): HTMLAnchorElement | undefined =>
    links().find((link) => link.dataset['id'] === id);
  /** Moves from the line that has the focus, or from the one in the preview. */
  const move = (step: 1 | -1): void => {
    const all = links();
    const focused = all.findIndex((link) => link === document.activeElement);
    const at = focused === -1 ? all.findIndex((link) => link.dataset['id'] === filters.sel) : focused;
    const next = all[at === -1 ? (step === 1 ? 0 : all.length - 1) : at + step];
    next?.focus();
  };
  const closePreview = (): void => {
    lineOf(filters.sel)?.focus();
    void setFilters({ sel: null });
  };
  const toggle = (line: Line): void => {
    setSelected((before) => {
      const after = new Map(before);
      if (!after.delete(line.id)) after.set(line.id, line);
      return after;
    });
  };
  const focusedId = (): string | undefined => links().find((link) => link === document.activeElement)?.dataset['id'];
  const open = (id: string | null | undefined): void => {
    if (id) void navigate(`/complaints/${id}`);
  };
  const canSelect = may('complaints:assign');
  useKeys({
    next: () => move(1),
    previous: () => move(-1),
    open: () => open(focusedId() ?? filters.sel),
    select: canSelect
      ? () => {
          const line = lines.find(({ id }) => id === focusedId());
          if (line) toggle(line);
        }
      : undefined,
    assign: canSelect && selected.size > 0 ? () => setIsAssigning(true) : undefined,
  });
  // Nobody acts on complaints that the list does not show.
  const listed = JSON.stringify(query);
  useEffect(() => setSelected(new Map()), [listed]);

  const columns = useColumns({ canSelect, selected, toggle, onOpen: (id) => void setFilters({ sel: id }) });
  const name = words.queue.names[queue];
  const problem = error ? toProblem(error) : null;
  const emptyWords = isFiltered ? words.queue.emptyPart : queue === 'mine' ? words.queue.emptyMine : words.queue.empty;
  return (
    <Page
      title={words.queue.title}
      acts={
        may('complaints:triage') && queue === 'to_triage' && lines.length > 0 ? (
          <>
            <Link className="usa-button usa-button--outline" to="/bundles">
              {words.bundles.title}
            </Link>
            <Link className="usa-button" to="/triage">
              {words.queue.startTriage}
            </Link>
          </>
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
      {skipped.length > 0 && <SkippedComplaints skipped={skipped} onClose={() => setSkipped([])} />}
      {news > 0 && (
        <button type="button" className="usa-button usa-button--outline small-button" onClick={readAgain}>
          {words.queue.new(news)}
        </button>
      )}
      {problem?.type === problemTypes.invalidInput ? (
        <Alert tone="error" isLive>
          {words.queue.unknownFilter} <Link to={`/queue?queue=${queue}`}>{words.queue.whole}</Link>
        </Alert>
      ) : (
        <ProblemMessage problem={problem} onRetry={() => void refetch()} />
      )}
      {isPending && <Loading />}
      <p className="queue-count" role="status">
        {count === null ? '' : words.queue.count(count, isCountComplete)}
      </p>
      {data && (
        <div className={filters.sel ? 'queue queue--split' : 'queue'}>
          <div className="card queue-list" ref={list}>
            {lines.length === 0 ? (
              <Empty>{emptyWords}</Empty>
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
          {filters.sel && <Preview id={filters.sel} onClose={closePreview} onChanged={readAgain} />}
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
