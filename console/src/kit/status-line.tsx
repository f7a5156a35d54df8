import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { useWords } from '../words/use-words';

type Announce = (message: ReactNode) => void;
const AnnounceContext = createContext<Announce>(() => undefined);

/** Returns a function that shows a short message in the page's one status line. Screen readers read it. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

interface Line {
  readonly message: ReactNode;
  readonly number: number;
}

/** Status line of the page, and the function that writes to it. */
export function StatusLine({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  const [{ message, number }, setLine] = useState<Line>({ message: null, number: 0 });
  const announce = useCallback<Announce>(
    (next) => setLine((before) => ({ message: next, number: before.number + 1 })),
    [],
  );
  const content = useMemo(
    () => <AnnounceContext.Provider value={announce}>{children}</AnnounceContext.Provider>,
    [announce, children],
  );
  return (
    <>
      {content}
      <div className={message === null ? 'status-line status-line--empty' : 'status-line'}>
        {/* The number makes the same message a new one, so that it is read again. */}
        <div role="status">{message !== null && <span key={number}>{message}</span>}</div>
        {message !== null && (
          <button type="button" className="usa-button usa-button--unstyled" onClick={() => announce(null)}>
            {words.common.dismiss}
          </button>
        )}
      </div>
    </>
  );
}
