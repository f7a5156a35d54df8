import { Page } from '../kit/page';
import { useWords } from '../words/use-words';

/** Page in place of one that failed. Its frame stays, so that the user can open another page. */
export function FailedPage() {
  const words = useWords();
  return (
    <Page title={words.errors.pageFailed} width="narrow">
      <FailureAdvice />
    </Page>
  );
}

/** Failure of the whole console. */
export function FailedConsole() {
  const words = useWords();
  return (
    <main className="sign-in">
      <h1>{words.errors.pageFailed}</h1>
      <FailureAdvice />
    </main>
  );
}

function FailureAdvice() {
  const words = useWords();
  return (
    <>
      <p>{words.errors.pageFailedAdvice}</p>
      <button type="button" className="usa-button" onClick={() => location.reload()}>
        {words.errors.reload}
      </button>
    </>
  );
}
