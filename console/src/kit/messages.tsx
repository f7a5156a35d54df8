import { type ReactNode, useEffect, useState } from 'react';
import { type Problem, problemTypes } from '../api/problem';
import { useWords } from '../words/use-words';

type Tone = 'info' | 'success' | 'warning' | 'error';

/** Message in a box. Its heading states the tone too, which a color alone would not. */
export function Alert({
  tone,
  heading,
  children,
  isLive = false,
}: {
  readonly tone: Tone;
  readonly heading?: string;
  readonly children?: ReactNode;
  readonly isLive?: boolean;
}) {
  return (
    <div
      className={`usa-alert usa-alert--${tone}${heading ? '' : ' usa-alert--slim'}`}
      role={isLive ? 'alert' : undefined}
    >
      <div className="usa-alert__body">
        {heading && <p className="usa-alert__heading">{heading}</p>}
        <div className="usa-alert__text">{children}</div>
      </div>
    </div>
  );
}

/** Problem of a request: what happened and what to do. */
export function ProblemMessage({
  problem,
  onRetry,
}: {
  readonly problem: Problem | null;
  readonly onRetry?: () => void;
}) {
  const words = useWords();
  if (problem === null) return null;
  const { title, advice } = problemWords(problem, words);
  return (
    <Alert tone="error" heading={title} isLive>
      {advice && <p className="flush">{advice}</p>}
      {problem.detail && (
        <p className="flush" lang="en">
          {problem.detail}
        </p>
      )}
      {onRetry && !isFinal(problem) && (
        <button type="button" className="usa-button usa-button--outline small-button" onClick={onRetry}>
          {words.common.tryAgain}
        </button>
      )}
    </Alert>
  );
}

/** Whether the same request would be rejected again. */
function isFinal({ status }: Problem): boolean {
  return [403, 404, 422].includes(status);
}

function problemWords(
  { type, title, status }: Problem,
  words: ReturnType<typeof useWords>,
): { title: string; advice: string | null } {
  if (type === problemTypes.unreachable) return words.errors.unreachable;
  if (type === problemTypes.stale) return words.errors.stale;
  if (type === problemTypes.notFound) return words.errors.notFound;
  if (type === problemTypes.providerUnavailable) return words.errors.providerUnavailable;
  if (status === 429) return words.errors.tooMany;
  if (status >= 500 || title === '') return words.errors.failed;
  return { title, advice: null };
}

/** Message that something loads, shown only if it takes longer than a moment. */
export function Loading() {
  const words = useWords();
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="loading" role="status">
      {isLate && (
        <>
          <span className="loading-bar" aria-hidden="true" />
          {words.common.loading}
        </>
      )}
    </div>
  );
}

/** Content of a page that loads and has no heading of its own yet. */
export function LoadingPage() {
  const words = useWords();
  return (
    <>
      <h1 className="usa-sr-only">{words.product}</h1>
      <Loading />
    </>
  );
}

/** Sentence shown instead of an empty list. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
