import { useState } from 'react';
import { api, call, setCsrfToken } from '../api/client';
import { ProblemMessage } from '../kit/messages';
import { ChangePasswordForm } from '../session/change-password-form';
import { useWords } from '../words/use-words';
import { usePageAct } from './use-page-act';

/** Change of the password of the account. */
export function Password() {
  const words = useWords();
  const { run, problem, isBusy } = usePageAct();
  const [round, setRound] = useState(0);
  return (
    <section className="card">
      <h2>{words.me.password}</h2>
      <ProblemMessage problem={problem} />
      <ChangePasswordForm
        key={round}
        isBusy={isBusy}
        onSubmit={(body) =>
          run(async () => {
            const answer = await call(() => api.PUT('/api/v1/accounts/me/password', { body }));
            setCsrfToken(answer.csrfToken);
            setRound(round + 1);
          }, words.me.changed)
        }
      />
    </section>
  );
}
