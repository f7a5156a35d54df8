import { Link } from 'react-router';
import { Page } from '../kit/page';
import { useWords } from '../words/use-words';

/** Page of an address that leads nowhere. */
export function NotFoundPage() {
  const words = useWords();
  return (
    <Page title={words.notFound.title} width="narrow">
      <p>{words.notFound.text}</p>
      <Link to="/">{words.notFound.home}</Link>
    </Page>
  );
}
