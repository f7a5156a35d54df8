import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { formatDay } from '../kit/dates';
import { Empty, Loading, ProblemMessage } from '../kit/messages';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';

/** Returns everything that waits for the account, in one request. */
export function useAttention() {
  return useQuery({ queryKey: ['attention'], queryFn: () => call(() => api.GET('/api/v1/attention')), staleTime: 0 });
}

/** Everything that waits for the account. A list of complaints opens its queue; the other lists have no pages yet. */
export function Attention() {
  const words = useWords();
  const { may } = useSession();
  const { data, error, refetch } = useAttention();
  if (error) return <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />;
  const waiting = data?.items.filter(({ kind, count }) => kind !== 'drafts' && count > 0);
  return (
    <section className="card">
      <h2>{words.home.waits}</h2>
      {!waiting && <Loading />}
      {waiting?.length === 0 && <Empty>{words.home.nothing}</Empty>}
      <ul className="tiles">
        {waiting?.map((item) => (
          <li key={item.kind}>
            <Tile item={item} />
          </li>
        ))}
      </ul>
      {!may('complaints:read') && (
        <p>
          {words.home.noQueue} <a href="/docs">{words.nav.reference}</a>
        </p>
      )}
    </section>
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
  const [list, query] = path.split('?');
  if (list !== '/api/v1/complaints' || query === undefined) return <div className="tile">{content}</div>;
  return (
    <Link className="tile" to={`/queue?${query}`}>
      {content}
    </Link>
  );
}
