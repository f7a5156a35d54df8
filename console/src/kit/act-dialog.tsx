import type { ReactNode } from 'react';
import { useWords } from '../words/use-words';
import { Dialog } from './dialog';
import { DraftFoot, DraftMessage } from './draft-state';
import type { FormFault } from './error-summary';
import { SubmissionFaults } from './submission-faults';
import { SubmitForm } from './submit-form';
import { useDraftClosing } from './use-draft-closing';
import type { FormDraft } from './use-draft-form';
import { type FieldIds, useSubmit } from './use-submit';

interface ActDialogProps {
  readonly title: string;
  /** Sentence that says what the act changes. */
  readonly effect: string;
  readonly submitLabel: string;
  /** Whether the act may take more than a second, so that a bar shows it. */
  readonly isLong?: boolean;
  readonly check: () => readonly FormFault[];
  readonly fieldIds: FieldIds;
  readonly send: () => Promise<void>;
  /** Draft that keeps the typed text, also when the dialog is closed. */
  readonly draft?: FormDraft;
  readonly onClose: () => void;
  readonly onStale?: () => void;
  readonly children: (faultOf: (fieldId: string) => string | undefined) => ReactNode;
}

/** One act on a record: what it changes, its fields, the button that sends it, and the faults of both sides. */
export function ActDialog({ title, effect, submitLabel, isLong = false, draft, onClose, ...props }: ActDialogProps) {
  const words = useWords();
  const submission = useSubmit(props);
  const close = useDraftClosing(draft, onClose);
  const { submit, isBusy, faultOf, setProblem } = submission;
  return (
    <Dialog title={title} isOpen onClose={close}>
      <SubmitForm onSubmit={submit}>
        <p>{effect}</p>
        {draft && <DraftMessage draft={draft} setProblem={setProblem} />}
        <SubmissionFaults submission={submission} onStale={props.onStale} />
        {props.children(faultOf)}
        {isLong && isBusy && <progress className="progress" aria-label={submitLabel} />}
        <div className="dialog-acts">
          <button type="submit" className="usa-button" aria-disabled={isBusy}>
            {submitLabel}
          </button>
          <button type="button" className="usa-button usa-button--outline" onClick={close}>
            {words.common.cancel}
          </button>
          {draft && <DraftFoot draft={draft} setProblem={setProblem} onDiscarded={onClose} />}
        </div>
      </SubmitForm>
    </Dialog>
  );
}
