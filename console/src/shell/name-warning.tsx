import { useEffect, useState } from 'react';
import { setNameWarning } from '../api/client';
import { Alert } from '../kit/messages';
import { useWords } from '../words/use-words';

/** Warning that a saved text names a known child. It stays until the user dismisses it. */
export function NameWarning() {
  const words = useWords();
  const [number, setNumber] = useState(0);
  useEffect(() => {
    setNameWarning(() => setNumber((before) => before + 1));
    return () => setNameWarning(null);
  }, []);
  if (number === 0) return null;
  return (
    // The number makes a second warning a new one, so that it is read again.
    <div className="name-warning no-print" key={number}>
      <Alert tone="warning" isLive>
        <p className="flush">{words.namesChild}</p>
        <button type="button" className="usa-button usa-button--unstyled" onClick={() => setNumber(0)}>
          {words.common.dismiss}
        </button>
      </Alert>
    </div>
  );
}
