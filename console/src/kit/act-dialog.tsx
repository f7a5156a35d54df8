import { type ReactNode, useState } from 'react';
import { ApiError, type Problem } from '../api/problem';
import { submitOnCtrlEnter } from '../keys/use-keys';
import { StepUpCancelled } from '../session/session';
import { useWords } from '../words/use-words';
import { Dialog } from './dialog';
import { ErrorSummary, type FormFault } from './error-summary';
import { ProblemMessage } from './messages';

interface ActDialogProps {
  readonly title: string;
  /** Sentence that says what the act changes. */
  readonly effect: string;
  readonly submitLabel: string;
  /** Returns the faults of the fields before anything is sent. */
  readonly check: () => readonly FormFault[];
  /** Ids of the fields by the JSON pointers of the request. */
  readonly fieldIds: Readonly<Record<string, { readonly id: string; readonly label: string }>>;
  readonly send: () => Promise<void>;
  readonly onClose: () => void;
  /** Reads the record again after a conflict. */
  readonly onStale: () => void;
  readonly children: (faultOf: (fieldId: string) => string | undefined) => ReactNode;
}

/** One act on a record: what it changes, its fields, the button that sends it, and the faults of both sides. */
export function ActDialog(props: ActDialogProps) {
  const words = useWords();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const submit = (): void => {
    const found = props.check();
    setFaults(found);
    setProblem(null);
    if (found.length > 0 || isBusy) return;
    setIsBusy(true);
    props
      .send()
      .catch((error: unknown) => {
        if (error instanceof StepUpCancelled) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.is('invalidInput')) setFaults(toFaults(error.problem, props.fieldIds, words));
        else setProblem(error.problem);
      })
      .finally(() => setIsBusy(false));
  };
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={submitOnCtrlEnter(submit)}
      >
        <p>{props.effect}</p>
        <ErrorSummary faults={faults} />
        <ProblemMessage problem={problem} />
        {problem?.type === '/problems/stale-version' && (
          <button
            type="button"
            className="usa-button usa-button--outline small-button"
            onClick={() => {
              setProblem(null);
              props.onStale();
            }}
          >
            {words.errors.readAgain}
          </button>
        )}
        {props.children((fieldId) => faults.find((fault) => fault.fieldId === fieldId)?.message)}
        <div className="dialog-acts">
          <button type="submit" className="usa-button" disabled={isBusy}>
            {props.submitLabel}
          </button>
          <button type="button" className="usa-button usa-button--outline" onClick={props.onClose}>
            {words.common.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Returns the faults that the tracker found, each at its field. */
export function toFaults(
  problem: Problem,
  fieldIds: Readonly<Record<string, { readonly id: string; readonly label: string }>>,
  words: ReturnType<typeof useWords>,
): readonly FormFault[] {
  return (problem.errors ?? []).map(({ pointer, detail }) => {
    const field = fieldIds[pointer.slice(2)];
    return {
      fieldId: field?.id,
      message: words.errors.field(field?.label ?? pointer.slice(2), `${detail.replace(/\.*$/, '')}.`),
    };
  });
}
