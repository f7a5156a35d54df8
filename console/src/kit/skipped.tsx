import type { Schemas } from '../api/types';
import { useWords } from '../words/use-words';
import { ComplaintLink } from './complaint-words';
import { Alert } from './messages';

/** Complaint that a change of many skipped, and the reason. */
export interface Skipped {
  readonly id: string;
  readonly reference: string;
  readonly why: string;
}

/** Returns the skipped complaints of a change of many. The references are those of the request. */
export function skippedOf(
  { items }: Schemas['BatchOutcomes'],
  complaints: readonly { readonly id: string; readonly reference: string }[],
): Skipped[] {
  return items.flatMap(({ id, reference, problem }) =>
    problem === null
      ? []
      : [
          {
            id,
            reference: reference ?? complaints.find((one) => one.id === id)?.reference ?? id,
            why: [problem.title, ...problem.errors.map(({ detail }) => detail)].join(' '),
          },
        ],
  );
}

/** Complaints that the last change of many skipped: a link to each, and the reason. */
export function SkippedComplaints({
  skipped,
  onClose,
}: {
  readonly skipped: readonly Skipped[];
  readonly onClose: () => void;
}) {
  const words = useWords();
  return (
    <div className="no-print" role="region" aria-label={words.queue.skippedTitle}>
      <Alert tone="warning" heading={words.queue.skippedTitle} isLive>
        <ul className="plain-list">
          {skipped.map(({ id, reference, why }) => (
            <li key={id}>
              <ComplaintLink complaint={{ id, reference }} />: <span lang="en">{why}</span>
            </li>
          ))}
        </ul>
        <button type="button" className="usa-button usa-button--outline small-button" onClick={onClose}>
          {words.common.close}
        </button>
      </Alert>
    </div>
  );
}
