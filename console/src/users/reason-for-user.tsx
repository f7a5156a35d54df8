import { useId, useState } from 'react';
import { api, call } from '../api/client';
import { ActDialog } from '../kit/act-dialog';
import { TextArea } from '../kit/field';
import { useWords } from '../words/use-words';
import { paramsOf, type UserProps } from './user-props';

/** Dialog of a decision on a user whose only input is a reason. */
export function ReasonForUser({
  decision,
  user,
  onClose,
  onDone,
  onStale,
}: UserProps & { readonly decision: 'reject' | 'unlink' }) {
  const words = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const label = words.acts.reason;
  return (
    <ActDialog
      title={`${words.users[decision]}: ${user.name}`}
      effect={words.users.effect[decision]}
      submitLabel={words.users[decision]}
      check={() => (reason.trim() === '' ? [{ fieldId: id, message: words.errors.required(label) }] : [])}
      fieldIds={{ reason: { id, label } }}
      send={async () => {
        const request = { params: paramsOf(user), body: { reason } };
        if (decision === 'reject') await call(() => api.PUT('/api/v1/provisioned-users/{id}/rejection', request));
        else await call(() => api.POST('/api/v1/provisioned-users/{id}/unlink', request));
        onDone(words.users.done[decision](user.name));
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
