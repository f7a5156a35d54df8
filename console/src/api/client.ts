import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '../../generated/schema';
import { ApiError, type Problem, problemTypes } from './problem';

/** Header of a request that a timer makes. It does not extend the session. */
export const inBackground = { 'X-Background': '1' } as const;

/** Header of a change to the version of a record that the user has read. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"v${version}"` };
}

/** Steps of the user that let a rejected request be repeated. Each rejects if the user cancels. */
export interface Recovery {
  /** Reads the token of the session again, because another tab may have changed it. */
  readToken(): Promise<void>;
  signInAgain(): Promise<void>;
  stepUp(): Promise<void>;
}

let csrfToken: string | null = null;
let recovery: Recovery | null = null;
let showNameWarning: (() => void) | null = null;

/** Keeps the CSRF token of the session, in memory only. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

export function setRecovery(steps: Recovery | null): void {
  recovery = steps;
}

/** Sets the function that is called when a saved text names a known child. */
export function setNameWarning(show: (() => void) | null): void {
  showNameWarning = show;
}

const headers: Middleware = {
  onRequest({ request }) {
    if (csrfToken !== null && request.method !== 'GET') request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
  onResponse({ response, schemaPath }) {
    // The text of a draft is not finished: its form sends it again.
    if (schemaPath === '/api/v1/drafts/{id}') return;
    if (/\bvictim-(?:family-)?name\b/.test(response.headers.get('tracker-warning') ?? '')) showNameWarning?.();
  },
};

/** The one client of the API. `call` sends its requests. */
export const api = createClient<paths>({ baseUrl: location.origin, cache: 'no-store' });
api.use(headers);

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

const maxWaitSeconds = 10;

/**
 * Sends a request and returns the body of its answer. A missing session or re-authentication is asked of the user, and
 * the request is repeated. A token that another tab changed is read again. One answer 429 is waited for. Throws an `ApiError` for every other rejection.
 */
export async function call<T>(send: () => Promise<Answer<T>>, { recovers = true } = {}): Promise<T> {
  let hasWaited = false;
  let hasReadToken = false;
  for (;;) {
    const answer = await sendOnce(send);
    if (answer.response.ok) return answer.data as T;
    const error = new ApiError(toDetails(answer), answer.response.headers.get('x-request-id'));
    const wait = Number(answer.response.headers.get('retry-after'));
    if (error.problem.status === 429 && !hasWaited && wait > 0 && wait <= maxWaitSeconds) {
      hasWaited = true;
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    } else if (recovery !== null && !hasReadToken && error.problem.type === '/problems/csrf-rejected') {
      hasReadToken = true;
      await recovery.readToken();
    } else if (recovers && recovery !== null && error.is('notSignedIn')) {
      await recovery.signInAgain();
    } else if (recovers && recovery !== null && error.is('stepUp')) {
      await recovery.stepUp();
    } else {
      throw error;
    }
  }
}

async function sendOnce<T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ApiError({ type: problemTypes.unreachable, title: '', status: 0 }, null);
  }
}

function toDetails({ error, response }: Answer<unknown>): Problem {
  if (typeof error === 'object' && error !== null && 'type' in error && 'title' in error) return error as Problem;
  return { type: 'about:blank', title: '', status: response.status };
}
