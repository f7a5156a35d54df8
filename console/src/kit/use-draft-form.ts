import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, toProblem } from '../api/problem';
import { StepUpCancelled } from '../session/step-up-cancelled';
import type { DraftSubject, SavedDraft } from './saved-draft';
import { type DraftState, useDraft } from './use-draft';

/** Values that change, or the function that derives them from the values before. */
export type Change<Values> = Partial<Values> | ((before: Values) => Partial<Values>);

/** Draft of a form, without the values. */
export interface FormDraft {
  readonly state: DraftState;
  /** Time of the save that filled the form; null if the form began without a saved text. */
  readonly resumedAt: string | null;
  /** Returns the id under which the draft is saved. */
  readonly id: () => string;
  /** Whether the tracker has the draft. */
  readonly isBegun: () => boolean;
  /** Saves what is not saved yet, and returns whether everything is saved. */
  readonly flush: () => Promise<boolean>;
  /** Fills the form with the text of the other tab, unless that draft has ended. */
  readonly takeOther: () => Promise<void>;
  readonly keepMine: () => Promise<void>;
  /** Deletes the draft and sets the form back. */
  readonly discard: () => Promise<void>;
  /** Sends the request that the draft becomes, with the header that ends the draft in its transaction. The values stay meanwhile. */
  readonly submit: <T>(send: (header: { readonly Draft: string }) => Promise<T>) => Promise<T>;
}

/** Values of a form with their draft. */
export interface DraftForm<Values> extends FormDraft {
  readonly values: Values;
  readonly change: (part: Change<Values>) => void;
}

/**
 * Keeps the values of a form as a draft while they are typed. A saved draft fills the form when it arrives, unless the
 * user has typed already. `saved` is undefined until then.
 */
export function useDraftForm<Values extends Record<string, unknown>>(
  subject: DraftSubject,
  blank: Values,
  saved: SavedDraft | null | undefined,
  onNewId?: (id: string) => void,
): DraftForm<Values> {
  const [first] = useState(() => ({
    draft: saved ?? { id: crypto.randomUUID(), version: null },
    blank,
    values: fill(blank, saved?.body),
  }));
  const draft = useDraft<Values>(subject, first.draft, onNewId);
  const [values, setValues] = useState(first.values);
  const [resumedAt, setResumedAt] = useState(saved?.savedAt ?? null);
  /** Values that are not typed here: those of an empty form, of a saved draft or of another tab. */
  const unchanged = useRef(first.values);
  const isTouched = useRef(saved != null);
  const { keep, resume, discard: discardDraft, takeOther: takeOtherDraft, submit: submitDraft } = draft;

  const isSubmitting = useRef(false);
  const change = useCallback((part: Change<Values>) => {
    // A shortcut reaches a form whose fields are locked.
    if (isSubmitting.current) return;
    isTouched.current = true;
    setValues((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) }));
  }, []);
  const replace = useCallback((next: Values) => {
    unchanged.current = next;
    setValues(next);
  }, []);
  useEffect(() => {
    if (saved == null || isTouched.current) return;
    isTouched.current = true;
    resume(saved);
    replace(fill(first.blank, saved.body));
    setResumedAt(saved.savedAt);
  }, [saved, resume, replace, first]);
  useEffect(() => {
    if (values !== unchanged.current) keep(values, JSON.stringify(values) === JSON.stringify(first.blank));
  }, [values, keep, first]);

  const takeOther = useCallback(async () => {
    const other = await takeOtherDraft();
    if (other !== null) replace(fill(first.blank, other));
  }, [takeOtherDraft, replace, first]);
  const discard = useCallback(async () => {
    await discardDraft();
    replace(first.blank);
    setResumedAt(null);
  }, [discardDraft, replace, first]);
  const submit = useCallback(
    async <T>(send: (header: { readonly Draft: string }) => Promise<T>) => {
      isSubmitting.current = true;
      try {
        return await submitDraft((id) => send({ Draft: id }));
      } finally {
        isSubmitting.current = false;
      }
    },
    [submitDraft],
  );
  const { state, id, isBegun, flush, keepMine } = draft;
  return { values, change, state, resumedAt, id, isBegun, flush, takeOther, keepMine, discard, submit };
}

/** Returns the values of a saved draft. A member of another type is left out, because a draft is not validated. */
function fill<Values extends Record<string, unknown>>(
  blank: Values,
  body: Readonly<Record<string, unknown>> | null | undefined,
): Values {
  const known = Object.entries(body ?? {}).filter(
    ([name, value]) => name in blank && typeof value === typeof blank[name] && value !== null,
  );
  return { ...blank, ...Object.fromEntries(known) };
}

/** Runs an act on a draft, and shows its problem. */
export function runDraftAction(act: () => Promise<void>, setProblem: (problem: Problem | null) => void): void {
  setProblem(null);
  act().catch((error: unknown) => {
    if (!(error instanceof StepUpCancelled)) setProblem(toProblem(error));
  });
}
