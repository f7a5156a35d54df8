import { useId, useState } from 'react';
import { api, call } from '../api/client';
import type { Role } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { Options, SelectField, TextArea } from '../kit/field';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { type AccountActProps, paramsOf } from './account-props';
import { checkSeat, choiceOf, SeatFields, seatFields, toSeat } from './seat-fields';

/** Dialog that changes the role and the seat of an account, with the reason for it. */
export function ChangeRole({ account, onClose, onDone, onStale }: AccountActProps) {
  const words = useWords();
  const { seat } = useSession().session;
  const id = useId();
  const [role, setRole] = useState<Role>(account.role);
  const [choice, setChoice] = useState(() => choiceOf(account.seat));
  const [reason, setReason] = useState('');
  const fields = {
    role: { id: `${id}-role`, label: words.me.role },
    ...seatFields(id, words, seat.level === 'national'),
    reason: { id: `${id}-reason`, label: words.acts.reason },
  };
  return (
    <ActDialog
      title={`${words.accounts.acts.changeRole}: ${account.name}`}
      effect={words.accounts.effect.changeRole}
      submitLabel={words.accounts.acts.changeRole}
      check={() => [
        ...checkSeat(choice, fields, words),
        ...checkRequired(fields.reason, reason, words.errors.required),
      ]}
      fields={fields}
      send={async () => {
        const body = { role, seat: await toSeat(choice), reason };
        await call(() => api.PUT('/api/v1/accounts/{id}/role', { params: paramsOf(account), body }));
        onDone(words.accounts.done.changeRole(account.name));
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
