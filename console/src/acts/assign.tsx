import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { withOffset } from '../kit/dates';
import { TextArea, TextField } from '../kit/field';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { type ActProps, paramsOf } from './act-props';
import { type Assignment, AssignmentFields, useAssignmentFieldIds } from './assignment-fields';
import { proposalQuery } from './proposal-query';

/** Assignment of a complaint to an agency, with or without an investigator. */
export function Assign({ complaint, onClose, onDone, onStale }: ActProps) {
  const words = useWords();
  const id = useId();
  const [agency] = useState(complaint.workingAgency ?? complaint.agency);
  const [assignment, setAssignment] = useState<Assignment>({ agencyId: agency.id, investigatorId: null });
  const { data: proposal } = useQuery(proposalQuery(complaint.id));
  const zone = useZone();
  const [dueOn, setDueOn] = useState('');
  const [reason, setReason] = useState('');
  const fields = {
    ...useAssignmentFieldIds(id),
    dueAt: { id: `${id}-due`, label: words.acts.dueAt },
    reason: { id: `${id}-reason`, label: words.acts.reason },
  };
  return (
    <ActDialog
      title={`${words.acts.assign}: ${complaint.reference}`}
      effect={words.acts.effect.assign}
      submitLabel={words.acts.assign}
      check={() => checkRequired(fields.agencyId, assignment.agencyId, words.errors.choose)}
      fields={fields}
      send={async () => {
        const body: Schemas['AssignComplaint'] = {
          ...assignment,
          dueAt: dueOn === '' ? null : withOffset(`${dueOn}T17:00`, zone),
          reason: reason.trim() === '' ? null : reason,
        };
        await call(() => api.PUT('/api/v1/complaints/{id}/assignment', { params: paramsOf(complaint), body }));
        onDone(words.acts.done.assign(complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(fieldOf) => (
        <>
          <AssignmentFields
            value={assignment}
            knownAgency={agency}
            proposedAgencies={proposal?.proposedAgencies}
            fieldOf={fieldOf}
            onChange={setAssignment}
          />
          <TextField
            {...fieldOf('dueAt')}
            type="date"
            label={words.common.optional(fields.dueAt.label)}
            value={dueOn}
            onChange={(event) => setDueOn(event.target.value)}
          />
          <TextArea
            {...fieldOf('reason')}
            label={words.common.optional(fields.reason.label)}
            value={reason}
            rows={2}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}
