import { useId, useState } from 'react';
import { type Assignment, AssignmentFields, useAssignmentFieldIds } from '../acts/assignment-fields';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { useCreationKey } from '../api/use-creation-key';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { TextArea } from '../kit/field';
import { type Skipped, skippedOf } from '../kit/skipped';
import { useAnnounce } from '../kit/status-line';
import { useWords } from '../words/use-words';

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
  // Complaints of several agencies have no agency that is likelier than the others.
  const [agency] = useState(() => {
    const [first, ...others] = lines.map((line) => line.workingAgency ?? line.agency);
    return first !== undefined && others.every(({ id: other }) => other === first.id) ? first : null;
  });
  const [assignment, setAssignment] = useState<Assignment>({ agencyId: agency?.id ?? '', investigatorId: null });
  const [reason, setReason] = useState('');
  const { keyOf } = useCreationKey();
  const send = async (): Promise<void> => {
    const body = {
      items: lines.map(({ id: complaint, version }) => ({ id: complaint, version })),
      ...assignment,
      reason,
    };
    const params = { header: { 'Idempotency-Key': keyOf(body) } };
    const outcomes = await call(() => api.PUT('/api/v1/complaints/assignments', { params, body }));
    const failed = skippedOf(outcomes, lines);
    announce(words.queue.assigned(lines.length - failed.length, failed.length));
    onDone(failed);
  };
  const fields = {
    ...useAssignmentFieldIds(id),
    reason: { id: `${id}-reason`, label: words.acts.reason },
  };
  return (
    <ActDialog
      title={`${words.acts.assign}: ${words.queue.count(lines.length, true)}`}
      effect={words.acts.effect.assign}
      submitLabel={words.acts.assign}
      isLong
      check={() => [
        ...checkRequired(fields.agencyId, assignment.agencyId, words.errors.choose),
        ...checkRequired(fields.reason, reason, words.errors.required),
      ]}
      fields={fields}
      send={send}
      onClose={onClose}
    >
      {(fieldOf) => (
        <>
          <AssignmentFields value={assignment} knownAgency={agency} fieldOf={fieldOf} onChange={setAssignment} />
          <TextArea
            {...fieldOf('reason')}
            value={reason}
            rows={2}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}
