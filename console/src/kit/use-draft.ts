import { useCallback, useEffect, useRef, useState } from 'react';
import { api, call, ifMatch } from '../api/client';
import { ApiError, type Problem } from '../api/problem';
import { useLeaving } from '../session/leaving';
import { type DraftSubject, findDraft, type SavedDraft } from './saved-draft';

const pauseMs = 2000;
/** Time until a save that failed is tried again. */
const retryMs = 10_000;

/** State of a draft: when it was saved, or why it was not. */
export type DraftState =
  | { readonly is: 'new' }
  | { readonly is: 'saving' }
  | { readonly is: 'saved'; readonly at: Date }
  | { readonly is: 'failed' }
  /** Another tab changed it, or saved its own text about the same record. */
  | { readonly is: 'changed-elsewhere' }
  /** Another tab submitted or discarded it. */
  | { readonly is: 'ended' };

type DraftKey = Pick<SavedDraft, 'id' | 'version'>;

interface Draft<Body> {
  readonly state: DraftState;
  /** Returns the id under which the draft is saved. */
  readonly id: () => string;
  /** Whether the tracker has the draft. */
  readonly isBegun: () => boolean;
  /** Saves the body two seconds after the last call. A blank one begins no draft. */
  readonly keep: (body: Body, isBlank: boolean) => void;
  /** Saves what is not saved yet, waits for a save that is under way, and returns whether everything is saved. */
  readonly flush: () => Promise<boolean>;
  /** Continues a draft that was saved earlier. */
  readonly resume: (saved: DraftKey) => void;
  /** Saves over the text of the other tab, or under a new id if the other tab ended the draft. */
  readonly keepMine: () => Promise<void>;
  /** Reads the text of the other tab; null if the other tab ended the draft. */
  readonly takeOther: () => Promise<Readonly<Record<string, unknown>> | null>;
  /** Deletes the draft, and begins a new one. If that fails, it throws, and the draft is saved as before. */
  readonly discard: () => Promise<void>;
  /** Sends the request that the draft becomes, with the id of the draft. Nothing is saved meanwhile. A rejected request leaves the draft. */
  readonly submit: <T>(send: (id: string) => Promise<T>) => Promise<T>;
}

/**
 * Draft of a request on the server. Nothing is kept in the browser. It is saved two seconds after a change, and before the
 * page is left. A draft that changed in another tab is not written over: the user chooses.
 */
export function useDraft<Body extends Record<string, unknown>>(
  { kind, subjectId }: DraftSubject,
  first: DraftKey,
  onNewId?: (id: string) => void,
): Draft<Body> {
  const [state, setState] = useState<DraftState>({ is: 'new' });
  const id = useRef(first.id);
  const version = useRef(first.version);
  /** Draft of another tab about the same record, which is not written over. */
  const otherId = useRef<string | null>(null);
  const pending = useRef<Body | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isPaused = useRef(false);
  const isEnded = useRef(false);
  const isEndedElsewhere = useRef(false);

  const again = useRef<() => Promise<void>>(() => Promise.resolve());

  const saveNow = useCallback(async () => {
    const body = pending.current;
    if (body === null || isPaused.current || isEnded.current) return;
    pending.current = null;
    setState({ is: 'saving' });
    try {
      otherId.current = version.current === null && subjectId !== null ? await findOther() : null;
      if (otherId.current !== null) {
        pending.current ??= body;
        setState({ is: 'changed-elsewhere' });
        return;
      }
      const header = version.current === null ? {} : ifMatch(version.current);
      const params = { path: { id: id.current }, header };
      const saved = await call(() => api.PUT('/api/v1/drafts/{id}', { params, body: { kind, subjectId, body } }), {
        recovers: false,
      });
      version.current = saved.version;
      setState({ is: 'saved', at: new Date(saved.savedAt) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      pending.current ??= body;
      const is = reasonOf(error.problem);
      setState({ is });
      isEndedElsewhere.current = is === 'ended';
      if (is !== 'failed') return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void again.current(), retryMs);
    }

    /** Returns the id of a draft about the same record, unless it is this one, whose first answer was lost. */
    async function findOther(): Promise<string | null> {
      const found = await findDraft({ kind, subjectId }, { recovers: false });
      return found === undefined || found.id === id.current ? null : found.id;
    }
  }, [kind, subjectId]);
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
  useLeaving(flush);

  const saveLater = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), pauseMs);
  }, [save]);
  const keep = useCallback(
    (body: Body, isBlank: boolean) => {
      pending.current = isBlank && version.current === null ? null : body;
      if (!isEnded.current) saveLater();
    },
    [saveLater],
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
  const resume = useCallback((saved: DraftKey) => {
    id.current = saved.id;
    version.current = saved.version;
    otherId.current = null;
  }, []);
  const restart = useCallback(() => {
    isEndedElsewhere.current = false;
    id.current = crypto.randomUUID();
    version.current = null;
    onNewId?.(id.current);
  }, [onNewId]);

  /** Reads the draft of the other tab, and its version for the next save; null if it ended. */
  const read = useCallback(async () => {
    const path = { id: otherId.current ?? id.current };
    try {
      const draft = await call(() => api.GET('/api/v1/drafts/{id}', { params: { path } }));
      resume(draft);
      return draft;
    } catch (error) {
      if (error instanceof ApiError && error.is('notFound')) return null;
      throw error;
    }
  }, [resume]);
  const keepMine = useCallback(async () => {
    // A read of a draft that ended would be an entry of a refusal in the trail.
    if (isEndedElsewhere.current || (await read()) === null) restart();
    await save();
  }, [read, restart, save]);
  const takeOther = useCallback(async () => {
    const draft = await read();
    if (draft === null) {
      setState({ is: 'ended' });
      return null;
    }
    pending.current = null;
    setState({ is: 'saved', at: new Date(draft.savedAt) });
    return draft.body;
  }, [read]);
  const submit = useCallback(
    async <T>(send: (draftId: string) => Promise<T>): Promise<T> => {
      await flush();
      // A save that arrives after the request would make a new draft of it.
      isPaused.current = true;
      try {
        const answer = await send(id.current);
        isEnded.current = true;
        clearTimeout(timer.current);
        return answer;
      } finally {
        isPaused.current = false;
        if (!isEnded.current && pending.current !== null) saveLater();
      }
    },
    [flush, saveLater],
  );
  const discard = useCallback(async () => {
    isPaused.current = true;
    clearTimeout(timer.current);
    try {
      // A save that is under way has the version that is deleted.
      await last.current;
      if (version.current !== null) await deleteDraft(id.current, version.current);
      pending.current = null;
      id.current = crypto.randomUUID();
      version.current = null;
      setState({ is: 'new' });
    } finally {
      isPaused.current = false;
      if (pending.current !== null) saveLater();
    }
  }, [saveLater]);
  const currentId = useCallback(() => id.current, []);
  const isBegun = useCallback(() => version.current !== null, []);
  return { state, id: currentId, isBegun, keep, flush, resume, keepMine, takeOther, discard, submit };
}

/** Deletes a draft. One that has ended already is no fault. */
async function deleteDraft(id: string, version: number): Promise<void> {
  try {
    await call(() => api.DELETE('/api/v1/drafts/{id}', { params: { path: { id }, header: ifMatch(version) } }));
  } catch (error) {
    if (!(error instanceof ApiError && error.is('notFound'))) throw error;
  }
}

/** Returns the state of a draft whose save was rejected. */
function reasonOf({ type, status, current }: Problem): 'changed-elsewhere' | 'ended' | 'failed' {
  if (type === '/problems/already-exists' || (status === 412 && current === null)) return 'ended';
  return status === 412 || status === 428 ? 'changed-elsewhere' : 'failed';
}
