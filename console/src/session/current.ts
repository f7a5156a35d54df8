import { api, call, inBackground, setCsrfToken } from '../api/client';
import { ApiError } from '../api/problem';
import type { Schemas } from '../api/types';

export type CurrentSession = Schemas['CurrentSessionView'];

export type Session = CurrentSession & {
  readonly account: NonNullable<CurrentSession['account']>;
  readonly seat: NonNullable<CurrentSession['seat']>;
};

/** Reads the session of the page, or returns null without one. It does not extend the session. */
export async function readSession(): Promise<CurrentSession | null> {
  try {
    const session = await call(() => api.GET('/api/v1/sessions/current', { headers: inBackground }), {
      recovers: false,
    });
    setCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.is('notSignedIn')) return null;
    throw error;
  }
}

/** Ends the session of the page. One that has ended already is no fault. */
export async function endSession(): Promise<void> {
  try {
    await call(() => api.DELETE('/api/v1/sessions/current'), { recovers: false });
  } catch (error) {
    const session = await readSession().catch(() => undefined);
    if (session !== null) throw error;
  }
}

/** Whether the session needs no further step of the sign-in. */
export function isComplete(session: CurrentSession | null): session is Session {
  return session !== null && session.pendingStep === null && session.account !== null && session.seat !== null;
}
