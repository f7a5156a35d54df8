import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { withOffset } from '../kit/dates';
import { TextArea, TextField } from '../kit/field';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { type ActProps, checkRequired, paramsOf } from './act-props';
import { type Assignment, AssignmentFields } from './assignment-fields';
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
  return (
    <ActDialog
      title={`${words.acts.assign}: ${complaint.reference}`}
      effect={words.acts.effect.assign}
      submitLabel={words.acts.assign}
      check={() => checkRequired(`${id}-agency`, assignment.agencyId, words.errors.choose(words.acts.agency))}
      fieldIds={{
        agencyId: { id: `${id}-agency`, label: words.acts.agency },
        dueAt: { id: `${id}-due`, label: words.acts.dueAt },
        reason: { id: `${id}-reason`, label: words.acts.reason },
        investigatorId: { id: `${id}-investigator`, label: words.acts.investigator },
      }}
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
      {(faultOf) => (
        <>
          <AssignmentFields
            value={assignment}
            knownAgency={agency}
            proposedAgencies={proposal?.proposedAgencies}
            fieldId={id}
            faultOf={faultOf}
            onChange={setAssignment}
          />
          <TextField
            id={`${id}-due`}
            type="date"
            label={words.common.optional(words.acts.dueAt)}
            error={faultOf(`${id}-due`)}
            value={dueOn}
            onChange={(event) => setDueOn(event.target.value)}
          />
          <TextArea
            id={`${id}-reason`}
            label={words.common.optional(words.acts.reason)}
            error={faultOf(`${id}-reason`)}
            value={reason}
            rows={2}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}
