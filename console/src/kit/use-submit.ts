import { useState } from 'react';
import { ApiError, type Problem } from '../api/problem';
import { StepUpCancelled } from '../session/step-up-cancelled';
import { useWords } from '../words/use-words';
import type { FormFault } from './error-summary';

/** Id and label of a field of a form. */
export interface FormField {
  readonly id: string;
  readonly label: string;
}

/** Fields of a form by the JSON pointers of the request. */
export type FieldIds = Readonly<Record<string, FormField>>;

interface Form<Args extends readonly unknown[]> {
  readonly check: () => readonly FormFault[];
  readonly fieldIds: FieldIds;
  readonly send: (...args: Args) => Promise<void>;
}

export interface Submission<Args extends readonly unknown[] = []> {
  readonly faults: readonly FormFault[];
  readonly faultOf: (fieldId: string) => string | undefined;
  readonly problem: Problem | null;
  readonly setProblem: (problem: Problem | null) => void;
  readonly isBusy: boolean;
  readonly submit: (...args: Args) => void;
}

/** Sends a form once its check finds no fault, and not twice at a time. Keeps the faults of both sides, and the problem. */
export function useSubmit<Args extends readonly unknown[] = []>({
  check,
  fieldIds,
  send,
}: Form<Args>): Submission<Args> {
  const words = useWords();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = (...args: Args): void => {
    if (isBusy) return;
    const found = check();
    setFaults(found);
    setProblem(null);
    if (found.length > 0) return;
    setIsBusy(true);
    send(...args)
      .catch((error: unknown) => {
        if (error instanceof StepUpCancelled) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.is('invalidInput')) setFaults(toFaults(error.problem, fieldIds, words));
        else setProblem(error.problem);
      })
      .finally(() => setIsBusy(false));
  };
  const faultOf = (fieldId: string): string | undefined => faults.find((fault) => fault.fieldId === fieldId)?.message;
  return { faults, faultOf, problem, setProblem, isBusy, submit };
}

function toFaults(problem: Problem, fieldIds: FieldIds, words: ReturnType<typeof useWords>): readonly FormFault[] {
  return (problem.errors ?? []).map(({ pointer, detail }) => {
    const path = pointer.slice(2);
    // A fault inside of a list is one of the whole list. A path itself would tell the user nothing.
    const field = fieldIds[path] ?? fieldIds[path.split('/')[0] ?? ''];
    const sentence = `${detail.replace(/\.*$/, '')}.`;
    return {
      fieldId: field?.id,
      message: words.errors.field(field?.label ?? words.errors.otherField, sentence),
    };
  });
}
