import { useId, useState } from 'react';
import { api, call } from '../api/client';
import type { Role } from '../api/types';
import { useCreationKey } from '../api/use-creation-key';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { Options, SelectField, TextField } from '../kit/field';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { useAccountWords } from './account-words';
import { checkSeat, choiceOf, SeatFields, useSeatFields, toSeat } from './seat-fields';

/** Dialog that creates an account at or below the seat of the administrator. */
export function NewAccount({
  onClose,
  onDone,
}: {
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
}) {
  const words = useWords();
  const texts = useAccountWords();
  const { seat } = useSession().session;
  const id = useId();
  const { keyOf } = useCreationKey();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [choice, setChoice] = useState(() => choiceOf(seat));
  const fields = {
    name: { id: `${id}-name`, label: words.me.name },
    email: { id: `${id}-email`, label: words.me.email },
    role: { id: `${id}-role`, label: words.me.role },
    ...useSeatFields(id),
  };
  return (
    <ActDialog
      title={texts.create}
      effect={texts.createEffect}
      submitLabel={texts.create}
      check={() => [
        ...checkRequired(fields.name, name, words.errors.required),
        ...checkRequired(fields.email, email, words.errors.required),
        ...checkRequired(fields.role, role, words.errors.choose),
        ...checkSeat(choice, fields, words),
      ]}
      fields={fields}
      send={async () => {
        const body = { email, name, role: role as Role, seat: await toSeat(choice) };
        await call(() =>
          api.POST('/api/v1/accounts', { params: { header: { 'Idempotency-Key': keyOf(body) } }, body }),
        );
        onDone(texts.done.create(name));
      }}
      onClose={onClose}
    >
      {(fieldOf) => (
        <>
          <TextField {...fieldOf('name')} value={name} autoFocus onChange={(event) => setName(event.target.value)} />
          <TextField
            {...fieldOf('email')}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <SelectField {...fieldOf('role')} value={role} onChange={(event) => setRole(event.target.value)}>
            <option value="">{words.common.choose}</option>
            <Options words={words.role} />
          </SelectField>
          <SeatFields choice={choice} known={seat.agency} fieldOf={fieldOf} onChange={setChoice} />
        </>
      )}
    </ActDialog>
  );
}
