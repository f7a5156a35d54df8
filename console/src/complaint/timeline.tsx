import { useInfiniteQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { formatDay, formatTime } from '../kit/dates';
import { Empty, ProblemMessage } from '../kit/messages';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';

/** Timeline of a case, newest first, grouped by day. The case has its first page. */
export function Timeline({ view, readAt }: { readonly view: Schemas['CaseView']; readonly readAt: number }) {
  const words = useWords();
  const zone = useZone();
  const { id } = view.complaint;
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    // The time of the read and not the version, because a note adds an event without a new version.
    queryKey: ['timeline', id, readAt],
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
      <p className="flush soft">{words.complaint.events.zone(zone)}</p>
      {[...days].map(([day, eventsOfDay]) => (
        <section key={day} className="day">
          <h3>{formatDay(day, words.locale)}</h3>
          <ol className="events">
            {eventsOfDay.map((event, index) => (
              <li key={`${event.recordId} ${event.kind} ${index}`}>
                <time dateTime={event.occurredAt}>
                  {event.isDayOnly ? '' : formatTime(event.occurredAt, words.locale, zone)}
                </time>
                <span>
                  <span lang="en" dir="auto">
                    {event.sentence}
                  </span>{' '}
                  {/* The sentence may already name the person. */}
                  {event.person?.name != null && !event.sentence.includes(event.person.name) && (
                    <span className="soft">{words.complaint.by(event.person.name)}</span>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {error && <ProblemMessage problem={toProblem(error)} />}
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
