import { useId, useState } from 'react';
import { api, call } from '../api/client';
import { ActDialog } from '../kit/act-dialog';
import { TextArea } from '../kit/field';
import { useWords } from '../words/use-words';
import { type ActProps, checkRequired, paramsOf } from './act-props';

type Request = {
  readonly params: ReturnType<typeof paramsOf>;
  readonly body: { readonly reason: string };
};

const answerProposal = (request: Request) => api.PUT('/api/v1/complaints/{id}/closure-proposal/rejection', request);

/** Functions that send each act. The author of a proposal withdraws it by the request with which another person rejects it. */
const requests = {
  resume: (request: Request) => api.POST('/api/v1/complaints/{id}/resume', request),
  unmerge: (request: Request) => api.POST('/api/v1/complaints/{id}/unmerge', request),
  reopen: (request: Request) => api.POST('/api/v1/complaints/{id}/reopen', request),
  reject: answerProposal,
  withdraw: answerProposal,
};

/** Dialog of an act whose only input is a reason. */
export function ReasonDialog({
  name,
  complaint,
  onClose,
  onDone,
  onStale,
}: ActProps & { readonly name: keyof typeof requests }) {
  const words = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const label = words.acts.reason;
  return (
    <ActDialog
      title={`${words.acts[name]}: ${complaint.reference}`}
      effect={words.acts.effect[name]}
      submitLabel={words.acts[name]}
      check={() => checkRequired(id, reason, words.errors.required(label))}
      fieldIds={{ reason: { id, label } }}
      send={async () => {
        await call(() => requests[name]({ params: paramsOf(complaint), body: { reason } }));
        onDone(words.acts.done[name](complaint.reference));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(faultOf) => (
        <TextArea
          id={id}
          label={label}
          error={faultOf(id)}
          value={reason}
          rows={3}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </ActDialog>
  );
}
