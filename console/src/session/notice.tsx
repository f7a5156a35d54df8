import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { toProblem } from '../api/problem';
import { Alert, Loading, ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';

/** Notice of the system, which the user accepts before the sign-in. */
export function Notice({ onAgree }: { readonly onAgree: (version: string) => void }) {
  const words = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['notice'],
    queryFn: () => call(() => api.GET('/api/v1/notice'), { recovers: false }),
    staleTime: Infinity,
  });
  if (error) return <ProblemMessage problem={toProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.warning && <Alert tone="warning">{data.warning}</Alert>}
      <p className="sign-in-notice" lang="en" tabIndex={0} role="region" aria-label={words.signIn.notice}>
        {data.text}
      </p>
      <button type="button" className="usa-button" onClick={() => onAgree(data.version)} autoFocus>
        {words.signIn.agree}
      </button>
    </>
  );
}
