import { useCallback, useEffect, useRef, useState } from 'react';
import { api, call, ifMatch } from '../api/client';
import { ApiError } from '../api/problem';

const pauseMs = 2000;
/** Time until a save that failed is tried again. */
const retryMs = 10_000;

/** State of a draft: when it was saved, or why it was not. */
export type DraftState =
  | { readonly is: 'new' }
  | { readonly is: 'saving' }
  | { readonly is: 'saved'; readonly at: Date }
  | { readonly is: 'failed' }
  | { readonly is: 'elsewhere' };

interface Draft<Body> {
  readonly state: DraftState;
  /** Saves the body two seconds after the last call. */
  readonly keep: (body: Body) => void;
  /** Saves what is not saved yet, and waits for a save that is under way. */
  readonly flush: () => Promise<void>;
  /** Saves over the text of the other tab. */
  readonly keepMine: () => Promise<void>;
  /** Reads the text of the other tab. */
  readonly takeOther: () => Promise<Body>;
  readonly discard: () => Promise<void>;
  /** Stops saving, because a request ended the draft. */
  readonly end: () => void;
}

/**
 * Draft of a complaint on the server. Nothing is kept in the browser. A draft that changed in another tab is not written
 * over: the user chooses.
 */
export function useDraft<Body extends Record<string, unknown>>(id: string, knownVersion: number | null): Draft<Body> {
  const [state, setState] = useState<DraftState>({ is: 'new' });
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
      const saved = await call(
        () => api.PUT('/api/v1/drafts/{id}', { params: { path: { id }, header }, body: { kind: 'complaint', body } }),
        { recovers: false },
      );
      version.current = saved.version;
      setState({ is: 'saved', at: new Date(saved.savedAt) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      pending.current ??= body;
      const isElsewhere = [409, 412, 428].includes(error.problem.status);
      setState({ is: isElsewhere ? 'elsewhere' : 'failed' });
      if (isElsewhere) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void again.current(), retryMs);
    }
  }, [id]);
  const last = useRef(Promise.resolve());
  /** Saves after the save before it, whose answer has the version that this one needs. */
  const save = useCallback(() => {
    last.current = last.current.then(saveNow, saveNow);
    return last.current;
  }, [saveNow]);
  useEffect(() => {
    again.current = save;
  }, [save]);
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    return save();
  }, [save]);

  const keep = useCallback(
    (body: Body) => {
      if (isEnded.current) return;
      pending.current = body;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pauseMs);
    },
    [save],
  );
  useEffect(() => {
    const flush = (): void => {
      if (document.visibilityState === 'hidden') void save();
    };
    document.addEventListener('visibilitychange', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      clearTimeout(timer.current);
      void save();
    };
  }, [save]);

  const read = useCallback(async () => {
    const draft = await call(() => api.GET('/api/v1/drafts/{id}', { params: { path: { id } } }));
    version.current = draft.version;
    return draft;
  }, [id]);
  const keepMine = useCallback(async () => {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.problem.status !== 404) {
        setState({ is: 'failed' });
        return;
      }
      version.current = null;
    }
    await save();
  }, [read, save]);
  const takeOther = useCallback(async () => {
    const draft = await read();
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
    if (version.current === null) return;
    const header = ifMatch(version.current);
    await call(() => api.DELETE('/api/v1/drafts/{id}', { params: { path: { id }, header } }));
  }, [end, id]);
  return { state, keep, flush, keepMine, takeOther, discard, end };
}
