import { useCallback, useEffect, useRef, useState } from 'react';
import { api, call, ifMatch } from '../api/client';
import { ApiError, type Problem } from '../api/problem';

const pauseMs = 2000;
/** Time until a save that failed is tried again. */
const retryMs = 10_000;

export type DraftState =
  | { readonly is: 'new' }
  | { readonly is: 'saving' }
  | { readonly is: 'saved'; readonly at: Date }
  | { readonly is: 'failed' }
  /** Another tab changed it. */
  | { readonly is: 'elsewhere' }
  /** Another tab logged or discarded it. */
  | { readonly is: 'ended' };

interface Draft<Body> {
  readonly state: DraftState;
  readonly id: () => string;
  /** Saves the body two seconds after the last call. */
  readonly keep: (body: Body) => void;
  /** Saves what is not saved yet, waits for a save that is under way, and returns whether everything is saved. */
  readonly flush: () => Promise<boolean>;
  /** Saves over the text of the other tab, or under a new id if the other tab ended the draft. */
  readonly keepMine: () => Promise<void>;
  /** Reads the text of the other tab; null if the other tab ended the draft. */
  readonly takeOther: () => Promise<Body | null>;
  /** Deletes the draft. If that fails, it throws, and the draft is saved as before. */
  readonly discard: () => Promise<void>;
  /** Stops saving, because a request ended the draft. */
  readonly end: () => void;
}

/**
 * Draft of a complaint on the server. Nothing is kept in the browser. A draft that changed in another tab is not written
 * over: the user chooses.
 */
export function useDraft<Body extends Record<string, unknown>>(
  firstId: string,
  knownVersion: number | null,
  onNewId: (id: string) => void,
): Draft<Body> {
  const [state, setState] = useState<DraftState>({ is: 'new' });
  const id = useRef(firstId);
  const version = useRef(knownVersion);
  const pending = useRef<Body | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isEnded = useRef(false);

  const again = useRef<() => Promise<void>>(() => Promise.resolve());

  const saveNow = useCallback(async () => {
    const body = pending.current;
    if (body === null || isEnded.current) return;
    pending.current = null;
    setState({ is: 'saving' });
    try {
      const header = version.current === null ? {} : ifMatch(version.current);
      const params = { path: { id: id.current }, header };
      const saved = await call(() => api.PUT('/api/v1/drafts/{id}', { params, body: { kind: 'complaint', body } }), {
        recovers: false,
      });
      version.current = saved.version;
      setState({ is: 'saved', at: new Date(saved.savedAt) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      pending.current ??= body;
      const is = reasonOf(error.problem);
      setState({ is });
      if (is !== 'failed') return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void again.current(), retryMs);
    }
  }, []);
  const last = useRef(Promise.resolve());
  /** Saves after the save before it, whose answer has the version that this one needs. */
  const save = useCallback(() => {
    last.current = last.current.then(saveNow, saveNow);
    return last.current;
  }, [saveNow]);
  useEffect(() => {
    again.current = save;
  }, [save]);
  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    await save();
    return pending.current === null || isEnded.current;
  }, [save]);

  const keep = useCallback(
    (body: Body) => {
      pending.current = body;
      clearTimeout(timer.current);
      if (!isEnded.current) timer.current = setTimeout(() => void save(), pauseMs);
    },
    [save],
  );
  useEffect(() => {
    const saveHidden = (): void => {
      if (document.visibilityState === 'hidden') void save();
    };
    document.addEventListener('visibilitychange', saveHidden);
    return () => {
      document.removeEventListener('visibilitychange', saveHidden);
      clearTimeout(timer.current);
      void save();
    };
  }, [save]);

  const read = useCallback(async () => {
    try {
      const draft = await call(() => api.GET('/api/v1/drafts/{id}', { params: { path: { id: id.current } } }));
      version.current = draft.version;
      return draft;
    } catch (error) {
      if (error instanceof ApiError && error.is('notFound')) return null;
      throw error;
    }
  }, []);
  const keepMine = useCallback(async () => {
    if ((await read()) === null) {
      id.current = crypto.randomUUID();
      version.current = null;
      onNewId(id.current);
    }
    await save();
  }, [read, save, onNewId]);
  const takeOther = useCallback(async () => {
    const draft = await read();
    if (draft === null) {
      setState({ is: 'ended' });
      return null;
    }
    pending.current = null;
    setState({ is: 'saved', at: new Date(draft.savedAt) });
    return draft.body as Body;
  }, [read]);
  const end = useCallback(() => {
    isEnded.current = true;
    clearTimeout(timer.current);
  }, []);
  const discard = useCallback(async () => {
    end();
    // A save that is under way has the version that is deleted.
    await last.current;
    if (version.current === null) return;
    const params = { path: { id: id.current }, header: ifMatch(version.current) };
    try {
      await call(() => api.DELETE('/api/v1/drafts/{id}', { params }));
    } catch (error) {
      if (error instanceof ApiError && error.is('notFound')) return;
      isEnded.current = false;
      void save();
      throw error;
    }
  }, [end, save]);
  const currentId = useCallback(() => id.current, []);
  return { state, id: currentId, keep, flush, keepMine, takeOther, discard, end };
}

function reasonOf({ type, status, current }: Problem): 'elsewhere' | 'ended' | 'failed' {
  if (type === '/problems/already-exists' || (status === 412 && current === null)) return 'ended';
  return status === 412 || status === 428 ? 'elsewhere' : 'failed';
}
