import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { ActName } from '../acts/act';
import { ActButtons } from '../acts/act-buttons';
import { OpenAct } from '../acts/open-act';
import { type ChosenPriority, TriageForm } from '../acts/triage-form';
import { api, call } from '../api/client';
import { complaintQuery } from '../api/complaint-query';
import { toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { useKeys } from '../keys/use-keys';
import { kindsOf } from '../kit/bundle-kinds';
import { StateBadge } from '../kit/complaint-words';
import { formatDay, formatInstant, formatInstantOrDay, formatUse } from '../kit/dates';
import { Facts } from '../kit/facts';
import { Matches } from '../kit/matches';
import { Empty, Loading, ProblemMessage } from '../kit/messages';
import { Narrative } from '../kit/narrative';
import { Page } from '../kit/page';
import { useAnnounce } from '../kit/status-line';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';

/** Windows in which the complaint is above its decision, as `_columns.scss` has them. */
const oneColumn = '(max-width: 60em)';

/** Triage of one complaint at a time, with the decision that the rules propose. The next one opens by itself. */
export default function Triage() {
  const words = useWords();
  const queries = useQueryClient();
  const [began] = useState(() => Date.now());
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  // The list stays as it was read: each decision would change it.
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['complaints to triage'],
    queryFn: ({ pageParam }) =>
      call(() =>
        api.GET('/api/v1/complaints', { params: { query: { queue: 'to_triage', limit: 200, cursor: pageParam } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: Infinity,
    gcTime: 0,
  });
  const lines = useMemo(
    () => data?.pages.flatMap(({ items }) => items).filter(({ id }) => !done.has(id) && !skipped.has(id)) ?? [],
    [data, done, skipped],
  );
  const [line, next] = lines;
  useEffect(() => {
    // A complaint alone is no audited read, so nobody is entered as a reader of what is read ahead.
    if (next) void queries.query(complaintQuery(next.id)).catch(() => undefined);
  }, [next, queries]);
  const isPageEnd = data !== undefined && line === undefined;
  const isListEnd = isPageEnd && !hasNextPage;
  const needsMore = isPageEnd && hasNextPage && error === null;
  useEffect(() => {
    if (needsMore && !isFetching) void fetchNextPage();
  }, [needsMore, isFetching, fetchNextPage]);

  const [first] = data?.pages ?? [];
  const all = (first?.count ?? 0) - skipped.size;
  const perItem = done.size === 0 ? 0 : (Date.now() - began) / done.size;
  const finish = (id: string): void => {
    setDone((before) => new Set(before).add(id));
    void queries.invalidateQueries({ queryKey: ['queues'] });
    void queries.invalidateQueries({ queryKey: ['complaints'] });
    void queries.invalidateQueries({ queryKey: ['bundles'] });
    // The page leaves this complaint, so that nothing of it is read again now.
    void queries.invalidateQueries({ queryKey: ['complaint', id], refetchType: 'none' });
  };
  return (
    <Page
      title={words.triage.title}
      acts={
        <Link className="usa-button usa-button--outline" to="/queue?queue=to_triage">
          {words.triage.exit}
        </Link>
      }
    >
      {error && <ProblemMessage problem={toProblem(error)} onRetry={() => void (data ? fetchNextPage() : refetch())} />}
      {((!data && !error) || needsMore) && <Loading />}
      {data && all > 0 && (
        <div className="triage-progress">
          <progress className="progress" max={all} value={done.size} aria-label={words.triage.title} />
          <span role="status">
            {words.triage.progress(done.size, all)}
            {done.size > 2 &&
              line &&
              `, ${words.triage.remaining(Math.max(1, Math.ceil((perItem * (all - done.size)) / 60_000)))}`}
          </span>
        </div>
      )}
      {isListEnd && skipped.size === 0 && <Empty>{done.size > 0 ? words.triage.finished : words.triage.none}</Empty>}
      {isListEnd && skipped.size > 0 && (
        <>
          <Empty>{words.triage.skipped(skipped.size)}</Empty>
          <button
            type="button"
            className="usa-button usa-button--outline small-button"
            onClick={() => setSkipped(new Set())}
          >
            {words.triage.showSkipped}
          </button>
        </>
      )}
      {line && (
        <One
          key={line.id}
          id={line.id}
          onDone={() => finish(line.id)}
          onSkip={() => setSkipped((before) => new Set(before).add(line.id))}
        />
      )}
      {line && <p className="usa-hint">{words.triage.keys}</p>}
    </Page>
  );
}

function One({
  id,
  onDone,
  onSkip,
}: {
  readonly id: string;
  readonly onDone: () => void;
  readonly onSkip: () => void;
}) {
  const words = useWords();
  const announce = useAnnounce();
  const { data, error, refetch } = useQuery(complaintQuery(id));
  const [act, setAct] = useState<ActName | null>(null);
  const [chosenPriority, setChosenPriority] = useState<ChosenPriority | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const [isNarrow] = useState(() => window.matchMedia(oneColumn).matches);
  const isRead = data !== undefined;
  useEffect(() => {
    if (!isRead) return;
    const heading = box.current?.querySelector<HTMLElement>('h2');
    (isNarrow ? heading : box.current)?.focus({ preventScroll: true });
    box.current?.scrollIntoView();
  }, [isRead, isNarrow]);
  const may = data?.may;
  const closing: ActName | null = may?.close ? 'close' : may?.proposeClosure ? 'propose' : null;
  useKeys({
    priority1: () => setChosenPriority({ priority: 1 }),
    priority2: () => setChosenPriority({ priority: 2 }),
    priority3: () => setChosenPriority({ priority: 3 }),
    priority4: () => setChosenPriority({ priority: 4 }),
    duplicate: may?.merge ? () => setAct('merge') : undefined,
    close: closing ? () => setAct(closing) : undefined,
    hold: may?.hold ? () => setAct('hold') : undefined,
    assign: may?.assign ? () => setAct('assign') : undefined,
    skip: onSkip,
  });
  const failure = error && <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return failure ?? <Loading />;
  const names: readonly ActName[] = [
    ...(closing ? [closing] : []),
    ...(['merge', 'hold'] as const).filter((name) => may?.[name]),
  ];
  const finish = (sentence: string): void => {
    announce(sentence);
    onDone();
  };
  return (
    <div className="triage" ref={box} tabIndex={-1}>
      <div className="triage-report">
        {/* The form and an open dialog keep their text when the complaint cannot be read again. */}
        {failure}
        <Report complaint={data} />
      </div>
      <section className="card triage-decision">
        <h2>{words.triage.proposal}</h2>
        <TriageForm
          complaint={data}
          submitLabel={words.triage.accept}
          chosenPriority={chosenPriority}
          takesFocus={!isNarrow}
          otherActs={
            <>
              <ActButtons names={names} onAct={setAct} />
              <button type="button" className="usa-button usa-button--unstyled" onClick={onSkip}>
                {words.triage.skip}
              </button>
            </>
          }
          onDone={finish}
          onStale={() => void refetch()}
        />
      </section>
      <OpenAct name={act} setName={setAct} complaint={data} onDone={finish} onStale={() => void refetch()} />
    </div>
  );
}

/** Report under triage: the text, its facts and its matches. */
function Report({ complaint }: { readonly complaint: Schemas['ComplaintView'] }) {
  const words = useWords();
  const zone = useZone();
  const { facts } = words.complaint;
  const known = (instant: string, isDay: boolean): string =>
    formatInstantOrDay(instant, { isDay, remark: facts.timeNotKept }, words.locale, zone);
  return (
    <>
      <section className="card">
        <h2 tabIndex={-1}>
          <Link className="nowrap" to={`/complaints/${complaint.id}`}>
            {complaint.reference}
          </Link>{' '}
          <StateBadge state={complaint.state} />
        </h2>
        <BundlesOf complaintId={complaint.id} />
        <Narrative text={complaint.narrative} isCollapsed={false} />
        <Facts
          facts={[
            [facts.source, words.complaintSource[complaint.source]],
            [facts.externalReference(complaint.source), complaint.externalReference],
            [
              facts.reportedToNcmec,
              complaint.reportedToNcmecAt && formatInstant(complaint.reportedToNcmecAt, words.locale, zone),
            ],
            [facts.received, known(complaint.receivedAt, complaint.isReceivedDayOnly)],
            [
              facts.firstUse[complaint.firstUse ?? 'upload'],
              complaint.firstUseAt && formatUse(complaint.firstUseAt, words.locale, zone),
            ],
            [facts.incident, complaint.incidentAt && known(complaint.incidentAt, complaint.isIncidentDayOnly)],
            [facts.preservedUntil, complaint.preservedUntil && formatDay(complaint.preservedUntil, words.locale)],
            [facts.agency, complaint.agency.name],
            [
              facts.jurisdiction,
              [complaint.jurisdiction.city, complaint.jurisdiction.county, complaint.jurisdiction.state]
                .filter(Boolean)
                .join(', '),
            ],
          ]}
        />
      </section>
      <section className="card">
        <h2>{words.complaint.matches}</h2>
        <Matches id={complaint.id} />
      </section>
    </>
  );
}

/** Line for each bundle with the complaint. It names no other complaint, so it is no audited read. */
function BundlesOf({ complaintId }: { readonly complaintId: string }) {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['bundles', complaintId],
    queryFn: () => call(() => api.GET('/api/v1/bundles', { params: { query: { complaintId } } })),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <ul className="plain-list">
      {data.items.map(({ id, count, reasons }) => (
        <li key={id}>
          <Link to={`/bundles/${id}`}>{words.bundles.line(count, kindsOf(reasons))}</Link>
        </li>
      ))}
    </ul>
  );
}
