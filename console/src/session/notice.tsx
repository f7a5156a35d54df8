import { useQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import { Alert } from '../kit/messages';
import { QueryContent } from '../kit/query-content';
import { useWords } from '../words/use-words';

/** Notice of the system, which the user accepts before the sign-in. */
export function Notice({ onAgree }: { readonly onAgree: (version: string) => void }) {
  const words = useWords();
  const notice = useQuery({
    queryKey: ['notice'],
    queryFn: () => call(() => api.GET('/api/v1/notice'), { recovers: false }),
    staleTime: Infinity,
  });
  return (
    <QueryContent query={notice}>
      {({ warning, text, version }) => (
        <>
          {warning && <Alert tone="warning">{warning}</Alert>}
          <p className="sign-in-notice" lang="en" tabIndex={0} role="region" aria-label={words.signIn.notice}>
            {text}
          </p>
          <button type="button" className="usa-button" onClick={() => onAgree(version)} autoFocus>
            {words.signIn.agree}
          </button>
        </>
      )}
    </QueryContent>
  );
}
