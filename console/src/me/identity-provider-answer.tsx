import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, call, setCsrfToken } from '../api/client';
import { ProblemMessage } from '../kit/messages';
import { Page } from '../kit/page';
import { useAnnounce } from '../kit/status-line';
import { takeIdentityAnswer } from '../session/identity-provider';
import { useAct } from '../session/use-act';
import { useWords } from '../words/use-words';

/** Page to which the identity provider sends a signed-in user back: it links the account. After a sign-in it opens the home page. */
export default function IdentityProviderAnswer() {
  const words = useWords();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { act, problem } = useAct();
  const isTaken = useRef(false);
  useEffect(() => {
    if (isTaken.current) return;
    isTaken.current = true;
    // Not during the rendering, which React may repeat: the answer is taken once.
    const answer = takeIdentityAnswer();
    if (answer === null) {
      void navigate('/', { replace: true });
      return;
    }
    act(async () => {
      const session = await call(() => api.POST('/api/v1/accounts/me/identity-provider-links', { body: answer }));
      setCsrfToken(session.csrfToken);
      announce(words.identityLinks.added);
      await navigate('/me', { replace: true });
    });
    // The answer is of the address with which the page was opened.
  }, []);
  return (
    <Page title={words.identityLinks.heading} width="narrow">
      <ProblemMessage problem={problem} />
      {problem === null ? (
        <p role="status">{words.identityLinks.adding}</p>
      ) : (
        <p>
          <Link to="/me">{words.identityLinks.back}</Link>
        </p>
      )}
    </Page>
  );
}
