import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { formatDay, formatInstant } from '../kit/dates';
import { MatchList } from '../kit/matches';
import { Empty, Loading, ProblemMessage } from '../kit/messages';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';

/** Timeline of a case, newest first, under its days. The first part came with the case. */
export function Events({ view }: { readonly view: Schemas['CaseView'] }) {
  const words = useWords();
  const { session } = useSession();
  const zone = session.seat.taskForce?.zone;
  const { id } = view.complaint;
  const { data, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    // Its first part comes with the case, so that a change of the complaint does not read it again.
    queryKey: ['timeline', id, view.complaint.version],
    queryFn: ({ pageParam }) =>
      call(() =>
        api.GET('/api/v1/complaints/{id}/timeline', {
          params: { path: { id }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: '',
    initialData: { pages: [{ items: view.events, nextCursor: view.eventsCursor }], pageParams: [''] },
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Infinity,
  });
  const events = data.pages.flatMap(({ items }) => items);
  if (events.length === 0) return <Empty>{words.complaint.noEvents}</Empty>;
  const days = Map.groupBy(events, ({ occurredOn }) => occurredOn);
  return (
    <>
      {[...days].map(([on, ofDay]) => (
        <section key={on} className="day">
          <h3>{formatDay(on, words.locale)}</h3>
          <ol className="events">
            {ofDay.map((event, index) => (
              <li key={`${event.recordId} ${event.kind} ${index}`}>
                <time dateTime={event.occurredAt} title={event.occurredAt}>
                  {event.isDayOnly ? '' : timeOf(event.occurredAt, words.locale, zone)}
                </time>
                <span>
                  <span lang="en" dir="auto">
                    {event.sentence}
                  </span>{' '}
                  {event.person && !event.sentence.includes(event.person.name ?? '') && (
                    <span className="soft">{words.complaint.by(event.person.name ?? words.complaint.tracker)}</span>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          disabled={isFetching}
          onClick={() => void fetchNextPage()}
        >
          {words.complaint.events.more}
        </button>
      )}
    </>
  );
}

function timeOf(at: string, locale: string, zone: string | undefined): string {
  return new Date(at).toLocaleTimeString(locale, { timeStyle: 'short', ...(zone ? { timeZone: zone } : {}) });
}

/** Matches of a complaint, read when the part is opened. */
export function Matches({ id }: { readonly id: string }) {
  const words = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['complaint', id, 'matches'],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}/matches', { params: { path: { id } } })),
  });
  if (error) return <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <Empty>{words.complaint.noMatches}</Empty>;
  return (
    <>
      <MatchList matches={data.items} />
      {!data.isComplete && <p className="usa-hint">{words.complaint.incomplete}</p>}
    </>
  );
}

/** Decisions about a complaint in all its cycles, read when the part is opened. */
export function Decisions({ id }: { readonly id: string }) {
  const words = useWords();
  const { session } = useSession();
  const zone = session.seat.taskForce?.zone;
  const { data, error, refetch } = useQuery({
    queryKey: ['complaint', id, 'decisions'],
    queryFn: () => call(() => api.GET('/api/v1/complaints/{id}/decisions', { params: { path: { id } } })),
  });
  if (error) return <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <Empty>{words.complaint.noDecisions}</Empty>;
  return (
    <ul className="decisions">
      {data.items.map((decision) => (
        <li key={decision.id}>
          <p className="flush">
            <strong>{words.complaint.decided[decision.kind]}</strong>{' '}
            <span className="soft">
              {formatInstant(decision.decidedAt, words.locale, zone)}{' '}
              {words.complaint.by(decision.author?.name ?? words.complaint.tracker)}
            </span>
          </p>
          <p className="flush">{factsOf(decision, words, zone)}</p>
          {decision.reason && (
            <p className="flush" dir="auto">
              {decision.reason}
            </p>
          )}
          {decision.proposedPriority !== null && decision.proposedPriority !== decision.priority && (
            <p className="flush soft">{words.complaint.proposedTier(words.priority[decision.proposedPriority])}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

function factsOf(
  decision: Schemas['DecisionView'],
  words: ReturnType<typeof useWords>,
  zone: string | undefined,
): string {
  return [
    decision.priority && words.priority[decision.priority],
    decision.type && words.complaintType[decision.type],
    decision.mode && words.complaintMode[decision.mode],
    decision.investigator?.name,
    decision.code && words.disposition[decision.code],
    decision.reviewOn && `${words.acts.reviewOn} ${formatDay(decision.reviewOn, words.locale)}`,
    decision.dueAt && `${words.acts.dueAt} ${formatInstant(decision.dueAt, words.locale, zone)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
