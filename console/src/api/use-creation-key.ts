import { useCallback, useRef } from 'react';

/**
 * Returns the function that gives a creation its `Idempotency-Key`. A repeat of the same body has the same key, so that
 * a request whose answer was lost creates nothing twice. `renew` begins another creation.
 */
export function useCreationKey(): { readonly keyOf: (body: unknown) => string; readonly renew: () => void } {
  const last = useRef({ body: '', key: '' });
  const keyOf = useCallback((body: unknown) => {
    const text = JSON.stringify(body);
    if (last.current.key === '' || last.current.body !== text) last.current = { body: text, key: crypto.randomUUID() };
    return last.current.key;
  }, []);
  const renew = useCallback(() => {
    last.current = { body: '', key: '' };
  }, []);
  return { keyOf, renew };
}
