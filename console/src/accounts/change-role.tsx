import { useId, useState } from 'react';
import { api, call } from '../api/client';
import type { Role } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { Options, SelectField, TextArea } from '../kit/field';
import { useWords } from '../words/use-words';
import { type AccountActProps, paramsOf } from './account-props';
import { useAccountWords } from './account-words';
import { checkSeat, choiceOf, SeatFields, useSeatFields, toSeat } from './seat-fields';

/** Dialog that changes the role and the seat of an account, with the reason for it. */
export function ChangeRole({ account, onClose, onDone, onStale }: AccountActProps) {
  const words = useWords();
  const texts = useAccountWords();
  const id = useId();
  const [role, setRole] = useState<Role>(account.role);
  const [choice, setChoice] = useState(() => choiceOf(account.seat));
  const [reason, setReason] = useState('');
  const fields = {
    role: { id: `${id}-role`, label: words.me.role },
    ...useSeatFields(id),
    reason: { id: `${id}-reason`, label: words.acts.reason },
  };
  return (
    <ActDialog
      title={`${texts.acts.changeRole}: ${account.name}`}
      effect={texts.effect.changeRole}
      submitLabel={texts.acts.changeRole}
      check={() => [
        ...checkSeat(choice, fields, words),
        ...checkRequired(fields.reason, reason, words.errors.required),
      ]}
      fields={fields}
      send={async () => {
        const body = { role, seat: await toSeat(choice), reason };
        await call(() => api.PUT('/api/v1/accounts/{id}/role', { params: paramsOf(account), body }));
        onDone(texts.done.changeRole(account.name));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(fieldOf) => (
        <>
          <SelectField
            {...fieldOf('role')}
            value={role}
            autoFocus
            onChange={(event) => setRole(event.target.value as Role)}
          >
            <Options words={words.role} />
          </SelectField>
          <SeatFields choice={choice} known={account.seat.agency} fieldOf={fieldOf} onChange={setChoice} />
          <TextArea
            {...fieldOf('reason')}
            value={reason}
            rows={3}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}
