import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import { formatAge, formatInstant } from '../kit/dates';
import { Alert, Empty, Loading, ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { Attention } from './attention';

/** Home: what waits for the user, drafts to continue and saved views. */
export default function Home() {
  const words = useWords();
  const { session, may } = useSession();
  return (
    <Page title={words.home.title} heading={words.home.hello(session.account.name)}>
      <Since />
      {may('complaints:read') ? (
        <div className="home">
          <Queues />
          <div>
            {may('drafts:own') && <Drafts />}
            {may('search:manage') && <Views />}
          </div>
        </div>
      ) : (
        <Attention />
      )}
    </Page>
  );
}

/** Events since the previous sign-in, in the page that signed in. */
function Since() {
  const words = useWords();
  const { since } = useSession();
  if (since === null) return null;
  const { since: texts } = words.signIn;
  const sentences = [
    since.signedInAt === null
      ? texts.first
      : texts.last(formatInstant(since.signedInAt, words.locale), since.address ?? words.common.hidden),
    ...(since.failures > 0 ? [texts.failures(since.failures)] : []),
    ...(since.credentialsChangedAt ? [texts.credentials(formatInstant(since.credentialsChangedAt, words.locale))] : []),
  ];
  return <Alert tone={since.failures > 0 ? 'warning' : 'info'}>{sentences.join(' ')}</Alert>;
}

function Queues() {
  const words = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['queues'],
    queryFn: () => call(() => api.GET('/api/v1/queues')),
  });
  if (error) return <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />;
  const waiting = data?.items.filter(({ queue, count }) => queue !== 'all' && count > 0);
  return (
    <section className="card">
      <h2>{words.home.waits}</h2>
      {!waiting && <Loading />}
      {waiting?.length === 0 && <Empty>{words.home.nothing}</Empty>}
      <ul className="tiles">
        {waiting?.map(({ queue, count, isComplete, oldestReceivedAt, mostUrgent }) => (
          <li key={queue}>
            <Link to={`/queue?queue=${queue}`} className="tile">
              <span className="tile-count">
                {count.toLocaleString(words.locale)}
                {isComplete ? '' : '+'}
              </span>
              <span className="tile-name">{words.queue.names[queue]}</span>
              <span className="tile-note">
                {[
                  mostUrgent && words.priority[mostUrgent],
                  oldestReceivedAt && words.home.oldest(formatAge(oldestReceivedAt, words.locale)),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Drafts() {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['drafts'],
    queryFn: () => call(() => api.GET('/api/v1/drafts')),
    staleTime: 0,
  });
  const drafts = data?.items.filter(({ kind }) => kind === 'complaint') ?? [];
  return (
    <section className="card">
      <h2>{words.home.drafts}</h2>
      {data && drafts.length === 0 && <Empty>{words.home.noDrafts}</Empty>}
      <ul className="plain-list">
        {drafts.map(({ id, savedAt }) => (
          <li key={id}>
            <Link to={`/new/${id}`}>{words.nav.newComplaint}</Link>{' '}
            <span className="soft">{words.home.savedAt(formatAge(savedAt, words.locale))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Views() {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['saved-views'],
    queryFn: () => call(() => api.GET('/api/v1/saved-views')),
  });
  return (
    <section className="card">
      <h2>{words.home.views}</h2>
      {data?.items.length === 0 && <Empty>{words.home.noViews}</Empty>}
      <ul className="plain-list">
        {data?.items.map(({ id, name, path }) => (
          <li key={id}>
            <Link to={path === null ? `/search?view=${id}` : `/queue?${path.split('?')[1] ?? ''}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
