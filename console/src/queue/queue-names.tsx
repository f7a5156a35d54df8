import { Link } from 'react-router';
import type { ComplaintQueue, Schemas } from '../api/types';
import { en } from '../words/en';
import { useWords } from '../words/use-words';

/** Queues in the order in which they are shown: that of their words, which name each one. */
export const queueNames = Object.keys(en.queue.names) as readonly ComplaintQueue[];

/** Names of the queues with their counts, each a link to its queue. */
export function QueueNames({
  queue,
  summaries,
}: {
  readonly queue: ComplaintQueue;
  readonly summaries: readonly Schemas['QueueView'][];
}) {
  const words = useWords();
  return (
    <nav className="queue-names" aria-label={words.queue.views}>
      <ul>
        {queueNames.map((one) => {
          const summary = summaries.find((item) => item.queue === one);
          return (
            <li key={one}>
              <Link to={`/queue?queue=${one}`} aria-current={queue === one ? 'page' : undefined}>
                {words.queue.names[one]}{' '}
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
  );
}
