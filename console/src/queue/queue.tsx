import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { NuqsAdapter } from 'nuqs/adapters/react-router/v7';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { api, call, inBackground } from '../api/client';
import { toProblem } from '../api/problem';
import type { ComplaintState, ComplaintType, Priority, Schemas } from '../api/types';
import { useKeys } from '../keys/use-keys';
import { personName, StateBadge, TierBadge } from '../kit/complaint-words';
import { formatAge, formatInstant } from '../kit/dates';
import { Options, SelectField } from '../kit/field';
import { Empty, Loading, ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { type Column, Table } from '../kit/table';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { AssignMany } from './assign-many';
import { Preview } from './preview';

const queueNames = [
  'to_triage',
  'to_assign',
  'mine',
  'overdue',
  'past_target',
  'expiring',
  'on_hold',
  'to_close',
  'all',
] as const satisfies readonly Schemas['ComplaintQueue'][];

type Line = Schemas['ComplaintLine'];

const filterParsers = {
  queue: parseAsStringLiteral(queueNames),
  state: parseAsString,
  type: parseAsString,
  priority: parseAsString,
  sel: parseAsString,
};

const newsMs = 30_000;

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
  const list = useRef<HTMLDivElement>(null);

  const query = {
    queue,
    state: filters.state ? (filters.state.split(',') as ComplaintState[]) : undefined,
    type: (filters.type ?? undefined) as ComplaintType | undefined,
    priority: filters.priority ? (filters.priority.split(',').map(Number) as Priority[]) : undefined,
  };
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
  const name = words.queue.names[queue] ?? queue;
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
      <nav className="queue-names" aria-label={words.queue.views}>
        <ul>
          {queueNames.map((one) => {
            const summary = queues.data?.items.find((item) => item.queue === one);
            return (
              <li key={one}>
                <Link to={`/queue?queue=${one}`} aria-current={queue === one ? 'page' : undefined}>
                  {words.queue.names[one]}
                  {summary && (
                    <span className="count">
                      {summary.count.toLocaleString(words.locale)}
                      {summary.isComplete ? '' : '+'}
                    </span>
                  )}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="queue-filters no-print" role="group" aria-label={words.queue.filters}>
        <SelectField
          label={words.queue.columns.state}
          value={filters.state ?? ''}
          onChange={(event) => void setFilters({ state: event.target.value || null, sel: null })}
        >
          <option value="">{words.queue.anyState}</option>
          <Options words={words.complaintState} />
        </SelectField>
        <SelectField
          label={words.queue.columns.priority}
          value={filters.priority ?? ''}
          onChange={(event) => void setFilters({ priority: event.target.value || null, sel: null })}
        >
          <option value="">{words.queue.anyPriority}</option>
          <Options words={words.priority} />
        </SelectField>
        <SelectField
          label={words.queue.columns.type}
          value={filters.type ?? ''}
          onChange={(event) => void setFilters({ type: event.target.value || null, sel: null })}
        >
          <option value="">{words.queue.anyType}</option>
          <Options words={words.complaintType} />
        </SelectField>
        {(filters.state ?? filters.type ?? filters.priority) !== null && (
          <button
            type="button"
            className="usa-button usa-button--unstyled"
            onClick={() => void setFilters({ state: null, type: null, priority: null })}
          >
            {words.queue.clear}
          </button>
        )}
      </div>
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
          onDone={() => {
            setIsAssigning(false);
            setSelected(new Map());
            readAgain();
          }}
        />
      )}
    </Page>
  );
}

/** Returns the number of complaints that joined the queue since it was read. They do not jump into the list. */
function useNews(queue: Schemas['ComplaintQueue'], count: number | null, isComplete: boolean): number {
  const [isLater, setIsLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLater(true), newsMs);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({
    queryKey: ['queues', 'news'],
    queryFn: () => call(() => api.GET('/api/v1/queues', { headers: inBackground })),
    refetchInterval: newsMs,
    enabled: isLater,
    gcTime: 0,
  });
  const now = data?.items.find((item) => item.queue === queue)?.count;
  if (count === null || now === undefined || !isComplete) return 0;
  return Math.max(0, now - count);
}

function useColumns({
  canSelect,
  selected,
  toggle,
  onOpen,
}: {
  readonly canSelect: boolean;
  readonly selected: ReadonlyMap<string, Line>;
  readonly toggle: (line: Line) => void;
  readonly onOpen: (id: string) => void;
}): readonly Column<Line>[] {
  const words = useWords();
  const { session } = useSession();
  const zone = session.seat.taskForce?.zone;
  const { columns } = words.queue;
  const isOfOneAgency = session.seat.at === 'agency';
  return [
    ...(canSelect
      ? [
          {
            key: 'select',
            head: columns.select,
            className: 'select-cell',
            cell: (line: Line) => (
              <label className="select-box">
                <input type="checkbox" checked={selected.has(line.id)} onChange={() => toggle(line)} />
                <span className="usa-sr-only">{words.queue.select(line.reference)}</span>
              </label>
            ),
          },
        ]
      : []),
    {
      key: 'reference',
      head: columns.reference,
      isRowHeader: true,
      cell: (line) => (
        <a
          className="line-link nowrap"
          href={`/app/complaints/${line.id}`}
          data-id={line.id}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onOpen(line.id);
          }}
        >
          {line.reference}
        </a>
      ),
    },
    { key: 'state', head: columns.state, cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'priority', head: columns.priority, cell: ({ priority }) => <TierBadge priority={priority} /> },
    {
      key: 'type',
      head: columns.type,
      cell: ({ type }) => (type ? words.complaintType[type] : <span className="soft">{words.common.notSet}</span>),
    },
    ...(isOfOneAgency
      ? []
      : [
          {
            key: 'agency',
            head: columns.agency,
            className: 'beside-preview',
            cell: (line: Line) => (line.workingAgency ?? line.agency).name,
          },
        ]),
    {
      key: 'investigator',
      head: columns.investigator,
      className: 'beside-preview',
      cell: ({ investigator }) =>
        investigator ? (
          personName(investigator, words.common.hidden)
        ) : (
          <span className="soft">{words.queue.unassigned}</span>
        ),
    },
    {
      key: 'received',
      head: columns.received,
      className: 'beside-preview',
      cell: ({ receivedAt }) => (
        <time className="nowrap" dateTime={receivedAt} title={formatInstant(receivedAt, words.locale, zone)}>
          {formatAge(receivedAt, words.locale)}
        </time>
      ),
    },
    {
      key: 'due',
      head: columns.due,
      cell: ({ dueAt, isOverdue, isPastTarget }) => (
        <>
          {dueAt && (
            <time className="nowrap" dateTime={dueAt} title={formatInstant(dueAt, words.locale, zone)}>
              {formatAge(dueAt, words.locale)}{' '}
            </time>
          )}
          {isOverdue && <span className="badge badge--alarm">{words.queue.overdue}</span>}
          {!isOverdue && isPastTarget && <span className="badge badge--warn">{words.queue.pastTarget}</span>}
        </>
      ),
    },
  ];
}
