import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { useWords } from '../words/use-words';

type Announce = (message: ReactNode) => void;
const AnnounceContext = createContext<Announce>(() => undefined);

/** Returns a function that shows a short message in the page's one status line. Screen readers read it. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/** Status line of the page, and the function that writes to it. */
export function StatusLine({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  const [message, setMessage] = useState<ReactNode>(null);
  const announce = useCallback<Announce>((next) => setMessage(next), []);
  const content = useMemo(
    () => <AnnounceContext.Provider value={announce}>{children}</AnnounceContext.Provider>,
    [announce, children],
  );
  return (
    <>
      {content}
      <div className={message === null ? 'status-line status-line--empty' : 'status-line'}>
        <div role="status">{message}</div>
        {message !== null && (
          <button type="button" className="usa-button usa-button--unstyled" onClick={() => setMessage(null)}>
            {words.common.dismiss}
          </button>
        )}
      </div>
    </>
  );
}
