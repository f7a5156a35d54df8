import { problemTypes } from '../api/problem';
import { useWords } from '../words/use-words';
import { ErrorSummary } from './error-summary';
import { ProblemMessage } from './messages';
import type { Submission } from './use-submit';

/** Faults and problem of a submission. After a conflict, a button reads the record again. */
export function SubmissionFaults({
  submission: { faults, problem, setProblem },
  onStale,
}: {
  readonly submission: Pick<Submission, 'faults' | 'problem' | 'setProblem'>;
  readonly onStale?: (() => void) | undefined;
}) {
  const words = useWords();
  return (
    <>
      <ErrorSummary faults={faults} />
      <ProblemMessage problem={problem} />
      {onStale && problem?.type === problemTypes.stale && (
        <button
          type="button"
          className="usa-button usa-button--outline small-button"
          onClick={() => {
            setProblem(null);
            onStale();
          }}
        >
          {words.errors.readAgain}
        </button>
      )}
    </>
  );
}
