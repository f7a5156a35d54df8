import { useId, useRef, useState } from 'react';
import { type Assignment, AssignmentFields } from '../acts/assignment-fields';
import { api, call } from '../api/client';
import { ApiError, type Problem } from '../api/problem';
import type { Schemas } from '../api/types';
import { submitOnCtrlEnter } from '../keys/use-keys';
import { Dialog } from '../kit/dialog';
import { ErrorSummary, type FormFault } from '../kit/error-summary';
import { TextArea } from '../kit/field';
import { ProblemMessage } from '../kit/messages';
import { useAnnounce } from '../kit/status-line';
import { StepUpCancelled } from '../session/session';
import { useWords } from '../words/use-words';

/** Complaint that a bulk assignment skipped, and the reason. */
export interface Skipped {
  readonly id: string;
  readonly reference: string;
  readonly why: string;
}

/** Assigns the selected complaints in one request, and continues with those that were skipped. */
export function AssignMany({
  lines,
  onClose,
  onDone,
}: {
  readonly lines: readonly Schemas['ComplaintLine'][];
  readonly onClose: () => void;
  readonly onDone: (skipped: readonly Skipped[]) => void;
}) {
  const words = useWords();
  const announce = useAnnounce();
  const id = useId();
  const [assignment, setAssignment] = useState<Assignment>({
    agencyId: lines[0]?.workingAgencyId ?? lines[0]?.agencyId ?? '',
    investigatorId: null,
  });
  const [reason, setReason] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = useRef(crypto.randomUUID());

  const assign = async (): Promise<void> => {
    setIsBusy(true);
    try {
      const { items } = await call(() =>
        api.PUT('/api/v1/complaints/assignments', {
          params: { header: { 'Idempotency-Key': attempt.current } },
          body: {
            items: lines.map(({ id: complaint, version }) => ({ id: complaint, version })),
            ...assignment,
            reason,
          },
        }),
      );
      const failed = items.flatMap(({ id: complaint, reference, problem: why }) =>
        why === null
          ? []
          : [
              {
                id: complaint,
                reference: reference ?? lines.find((line) => line.id === complaint)?.reference ?? complaint,
                why: [why.title, ...why.errors.map(({ detail }) => detail)].join(' '),
              },
            ],
      );
      announce(words.queue.assigned(lines.length - failed.length, failed.length));
      onDone(failed);
    } catch (error) {
      if (error instanceof StepUpCancelled) return;
      if (!(error instanceof ApiError)) throw error;
      // Without a rejection the tracker may have carried it out.
      if (error.problem.status >= 400 && error.problem.status < 500) attempt.current = crypto.randomUUID();
      setProblem(error.problem);
    } finally {
      setIsBusy(false);
    }
  };
  const submit = (): void => {
    const found =
      reason.trim() === '' ? [{ fieldId: `${id}-reason`, message: words.errors.required(words.acts.reason) }] : [];
    setFaults(found);
    setProblem(null);
    if (found.length === 0 && !isBusy) void assign();
  };
  return (
    <Dialog title={words.queue.selected(lines.length)} isOpen onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={submitOnCtrlEnter(submit)}
      >
        <p>{words.acts.effect.assign}</p>
        <ErrorSummary faults={faults} />
        <ProblemMessage problem={problem} />
        <AssignmentFields value={assignment} agencyFieldId={`${id}-agency`} onChange={setAssignment} />
        <TextArea
          id={`${id}-reason`}
          label={words.acts.reason}
          error={faults[0]?.message}
          value={reason}
          rows={2}
          onChange={(event) => setReason(event.target.value)}
        />
        {isBusy && <progress className="progress" aria-label={words.acts.assign} />}
        <div className="dialog-acts">
          <button type="submit" className="usa-button" disabled={isBusy}>
            {words.acts.assign}
          </button>
          <button type="button" className="usa-button usa-button--outline" onClick={onClose}>
            {words.common.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
