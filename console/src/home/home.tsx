import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, call } from '../api/client';
import { formatInstant } from '../kit/dates';
import { Alert, Empty } from '../kit/messages';
import { Page } from '../kit/page';
import { QueryContent } from '../kit/query-content';
import { queueAddress } from '../kit/queue-address';
import { useSession } from '../session/session';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { Attention } from './attention';
import { Drafts } from './drafts';

/** Home: what waits for the user, drafts to continue and saved views. */
export default function Home() {
  const words = useWords();
  const { session, may } = useSession();
  return (
    <Page title={words.home.title} heading={words.home.hello(session.account.name)}>
      <Since />
      {may('complaints:read') ? (
        <div className="home">
          <Attention />
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
  const zone = useZone();
  const { since } = useSession();
  if (since === null) return null;
  const { since: texts } = words.signIn;
  const sentences = [
    since.signedInAt === null
      ? texts.first
      : texts.last(formatInstant(since.signedInAt, words.locale, zone), since.address ?? words.common.hidden),
    ...(since.failures > 0 ? [texts.failures(since.failures)] : []),
    ...(since.credentialsChangedAt
      ? [texts.credentials(formatInstant(since.credentialsChangedAt, words.locale, zone))]
      : []),
  ];
  return <Alert tone={since.failures > 0 ? 'warning' : 'info'}>{sentences.join(' ')}</Alert>;
}

function Views() {
  const words = useWords();
  const views = useQuery({
    queryKey: ['saved-views'],
    queryFn: () => call(() => api.GET('/api/v1/saved-views', { params: { query: { limit: 200 } } })),
  });
  return (
    <section className="card">
      <h2>{words.home.views}</h2>
      <QueryContent query={views}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{words.home.noViews}</Empty>
          ) : (
            <ul className="plain-list">
              {items.map(({ id, name, path }) => (
                <li key={id}>
                  <Link to={(path && queueAddress(path)) ?? `/search?view=${id}`}>{name}</Link>
                </li>
              ))}
            </ul>
          )
        }
      </QueryContent>
    </section>
  );
}
