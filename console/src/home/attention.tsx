import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { formatDay } from '../kit/dates';
import { listAddress } from '../kit/list-address';
import { Empty } from '../kit/messages';
import { QueryContent } from '../kit/query-content';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';

/** Returns everything that waits for the account, in one request. */
export function useAttention() {
  return useQuery({ queryKey: ['attention'], queryFn: () => call(() => api.GET('/api/v1/attention')), staleTime: 0 });
}

/** Everything that waits for the account. A list of complaints opens its queue, one of users their page; the other lists have no pages yet. */
export function Attention() {
  const words = useWords();
  const { may, session } = useSession();
  const attention = useAttention();
  return (
    <section className="card">
      <h2>{words.home.waits}</h2>
      <QueryContent query={attention}>
        {({ items }) => <Tiles items={items.filter(({ kind, count }) => kind !== 'drafts' && count > 0)} />}
      </QueryContent>
      {!may('complaints:read') && (
        <p>
          {session.seat.level === 'national' && `${words.home.noCase} `}
          {may('agencies:manage') && (
            <>
              {words.home.noQueue} <a href="/docs">{words.nav.reference}</a>{' '}
            </>
          )}
          <Link to="/trail">{words.nav.trail}</Link>
        </p>
      )}
    </section>
  );
}

function Tiles({ items }: { readonly items: readonly Schemas['AttentionItem'][] }) {
  const words = useWords();
  const { may } = useSession();
  if (items.length === 0) return <Empty>{words.home.nothing}</Empty>;
  const [opened, others] = [true, false].map((hasPage) =>
    items.filter(({ path }) => (listAddress(path) !== null) === hasPage),
  );
  return (
    <>
      <TileList items={opened ?? []} />
      {others && others.length > 0 && (
        <>
          {may('complaints:read') && (
            <p>
              {words.home.noPage} <a href="/docs">{words.nav.reference}</a>
            </p>
          )}
          <TileList items={others} />
        </>
      )}
    </>
  );
}

function TileList({ items }: { readonly items: readonly Schemas['AttentionItem'][] }) {
  return (
    <ul className="tiles">
      {items.map((item) => (
        <li key={item.kind}>
          <Tile item={item} />
        </li>
      ))}
    </ul>
  );
}

/** Count of one kind, with the earliest day of its list. */
function Tile({ item }: { readonly item: Schemas['AttentionItem'] }) {
  const words = useWords();
  const { kind, count, isComplete, mostUrgentOn, path } = item;
  const content = (
    <>
      <span className="tile-count">
        {count.toLocaleString(words.locale)}
        {isComplete ? '' : '+'}
      </span>
      <span className="tile-name">{words.home.kinds[kind]}</span>
      <span className="tile-note">{mostUrgentOn && words.home.from(formatDay(mostUrgentOn, words.locale))}</span>
    </>
  );
  const page = listAddress(path);
  if (page === null) return <div className="tile">{content}</div>;
  return (
    <Link className="tile" to={page}>
      {content}
    </Link>
  );
}
