import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { formatInstant } from '../kit/dates';
import { useSession } from '../session/session';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';

/** Foot of every printed page: the handling mark, and who printed it when. The screen does not show it. */
export function PrintFoot() {
  const words = useWords();
  const { session } = useSession();
  const zone = useZone();
  const [printedAt, setPrintedAt] = useState(() => new Date());
  useEffect(() => {
    // The browser prints the page as it is right after the event.
    const onPrint = (): void => flushSync(() => setPrintedAt(new Date()));
    window.addEventListener('beforeprint', onPrint);
    return () => window.removeEventListener('beforeprint', onPrint);
  }, []);
  return (
    <footer className="print-foot">
      <div className="marking">{words.marking.text}</div>
      <p className="flush">
        {words.print.by(
          session.account.name,
          `${formatInstant(printedAt.toISOString(), words.locale, zone)} (${zone})`,
        )}
      </p>
    </footer>
  );
}
