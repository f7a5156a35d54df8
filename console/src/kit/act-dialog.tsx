import type { ReactNode } from 'react';
import { useWords } from '../words/use-words';
import { Dialog } from './dialog';
import { DraftFoot, DraftMessage } from './draft-state';
import type { FormFault } from './error-summary';
import { FormFields } from './form-fields';
import { SubmissionFaults } from './submission-faults';
import { SubmitForm } from './submit-form';
import { useDraftClosing } from './use-draft-closing';
import type { FormDraft } from './use-draft-form';
import { type FormField, useSubmit } from './use-submit';
import { useWaitingFocus } from './use-waiting-focus';

/** Properties of a field with the fault that was found in it. */
export type FieldOf<Name extends string> = (name: Name) => FormField & { readonly error: string | undefined };

export interface ActDialogProps<Name extends string = string> {
  readonly title: string;
  /** Sentence that says what the act changes. */
  readonly effect: string;
  readonly submitLabel: string;
  /** Whether the act may take more than a second, so that a bar shows it. */
  readonly isLong?: boolean;
  readonly check: () => readonly FormFault[];
  /** Fields by the JSON pointers of the request. */
  readonly fields: Readonly<Record<Name, FormField>>;
  readonly send: () => Promise<void>;
  /** Draft that keeps the typed text, also when the dialog is closed. */
  readonly draft?: FormDraft;
  readonly onClose: () => void;
  readonly onStale?: () => void;
  readonly children: (fieldOf: FieldOf<Name>) => ReactNode;
}

/** One act on a record: what it changes, its fields, the button that sends it, and the faults of both sides. */
export function ActDialog<Name extends string>({
  title,
  effect,
  submitLabel,
  isLong = false,
  fields,
  draft,
  onClose,
  ...props
}: ActDialogProps<Name>) {
  const words = useWords();
  const submission = useSubmit({ ...props, fieldIds: fields });
  const close = useDraftClosing(draft, onClose);
  const { submit, isBusy, faultOf, setProblem } = submission;
  const button = useWaitingFocus(isBusy);
  return (
    <Dialog title={title} isOpen onClose={close}>
      <SubmitForm onSubmit={submit}>
        <p>{effect}</p>
        {draft && <DraftMessage draft={draft} setProblem={setProblem} isLocked={isBusy} />}
        <SubmissionFaults submission={submission} onStale={props.onStale} />
        <FormFields isBusy={isBusy}>
          {props.children((name) => ({ ...fields[name], error: faultOf(fields[name].id) }))}
        </FormFields>
        {isLong && isBusy && <progress className="progress" aria-label={submitLabel} />}
        <div className="dialog-acts">
          <button ref={button} type="submit" className="usa-button" aria-disabled={isBusy}>
            {submitLabel}
          </button>
          <button type="button" className="usa-button usa-button--outline" onClick={close}>
            {words.common.cancel}
          </button>
          {draft && <DraftFoot draft={draft} setProblem={setProblem} isLocked={isBusy} onDiscarded={onClose} />}
        </div>
      </SubmitForm>
    </Dialog>
  );
}
