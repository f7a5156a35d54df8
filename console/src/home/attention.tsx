import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import { formatDay } from '../kit/dates';
import { Empty, Loading, ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';

/** Everything that waits for an account without cases, in one request. The console has no pages for it yet. */
export function Attention() {
  const words = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['attention'],
    queryFn: () => call(() => api.GET('/api/v1/attention')),
  });
  if (error) return <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />;
  const waiting = data?.items.filter(({ count }) => count > 0);
  return (
    <section className="card">
      <h2>{words.home.waits}</h2>
      {!waiting && <Loading />}
      {waiting?.length === 0 && <Empty>{words.home.nothing}</Empty>}
      <ul className="tiles">
        {waiting?.map(({ kind, count, isComplete, mostUrgentOn }) => (
          <li key={kind} className="tile">
            <span className="tile-count">
              {count.toLocaleString(words.locale)}
              {isComplete ? '' : '+'}
            </span>
            <span className="tile-name">{words.home.kinds[kind]}</span>
            <span className="tile-note">{mostUrgentOn && words.home.from(formatDay(mostUrgentOn, words.locale))}</span>
          </li>
        ))}
      </ul>
      <p>
        {words.home.noQueue} <a href="/docs">{words.nav.reference}</a>
      </p>
    </section>
  );
}
