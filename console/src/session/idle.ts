import { useCallback, useEffect, useRef, useState } from 'react';
import { api, call } from '../api/client';
import type { CurrentSession } from './current';

const warningMs = 120_000;
const tickMs = 5000;

interface IdleOptions {
  readonly session: CurrentSession | null;
  readonly refresh: () => Promise<CurrentSession | null>;
  readonly lock: () => void;
}

/**
 * Follows the end of the session by the server's clock. It warns two minutes before, and locks the page at the end. The
 * tracker is asked each time, because another tab may have used the session. Asking does not extend it.
 */
export function useIdle({ session, refresh, lock }: IdleOptions): { minutesLeft: number | null; stay: () => void } {
  const [minutesLeft, setMinutesLeft] = useState<number | null>(null);
  const known = useRef({ end: 0, skew: 0 });
  const isAsking = useRef(false);

  useEffect(() => {
    if (session === null) return;
    const end = Math.min(Date.parse(session.idleUntil), Date.parse(session.expiresAt));
    known.current = { end, skew: Date.parse(session.serverNow) - Date.now() };
    const rest = end - Date.parse(session.serverNow);
    setMinutesLeft(rest > warningMs ? null : Math.max(1, Math.ceil(rest / 60_000)));
  }, [session]);

  useEffect(() => {
    if (session === null) return undefined;
    const check = (): void => {
      const left = known.current.end - (Date.now() + known.current.skew);
      if (left > warningMs || isAsking.current) return;
      isAsking.current = true;
      void refresh()
        .then((read) => {
          if (read === null) lock();
        })
        .catch(() => {
          // The tracker cannot be reached: the last known end counts.
          if (left <= 0) lock();
        })
        .finally(() => {
          isAsking.current = false;
        });
    };
    const timer = setInterval(check, tickMs);
    document.addEventListener('visibilitychange', check);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', check);
    };
  }, [session, refresh, lock]);

  const stay = useCallback(() => {
    setMinutesLeft(null);
    void call(() => api.GET('/api/v1/accounts/me'))
      .then(refresh)
      .catch(() => undefined);
  }, [refresh]);
  return { minutesLeft, stay };
}
