import { useId, useState } from 'react';
import { AgencyPicker } from '../acts/agency-picker';
import { api, call } from '../api/client';
import type { Role } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { Options, SelectField, TextField } from '../kit/field';
import { useWords } from '../words/use-words';
import { paramsOf, type UserProps } from './user-props';

/** Dialog that creates an account for a user. The provider proposes name and address; the administrator decides them, role and seat. */
export function AcceptUser({ user, onClose, onDone, onStale }: UserProps) {
  const words = useWords();
  const id = useId();
  const [email, setEmail] = useState(user.email ?? '');
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState('');
  const [agencyId, setAgencyId] = useState(user.seat.agencyId ?? '');
  const fields = {
    email: { id: `${id}-email`, label: words.me.email },
    name: { id: `${id}-name`, label: words.me.name },
    role: { id: `${id}-role`, label: words.me.role },
    seat: { id: `${id}-seat`, label: words.common.optional(words.users.agency) },
  };
  return (
    <ActDialog
      title={`${words.users.accept}: ${user.name}`}
      effect={words.users.effect.accept}
      submitLabel={words.users.accept}
      check={() => [
        ...checkRequired(fields.name, name, words.errors.required),
        ...checkRequired(fields.email, email, words.errors.required),
        ...checkRequired(fields.role, role, words.errors.choose),
      ]}
      fields={fields}
      send={async () => {
        const { taskForceId } = user.seat;
        const seat = agencyId
          ? { level: 'agency' as const, taskForceId, agencyId }
          : { level: 'task_force' as const, taskForceId };
        const body = { email, name, role: role as Role, seat };
        await call(() => api.PUT('/api/v1/provisioned-users/{id}/new-account', { params: paramsOf(user), body }));
        onDone(words.users.done.accept(user.name));
      }}
      onClose={onClose}
      onStale={onStale}
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
          <SelectField
            {...fieldOf('role')}
            hint={words.users.roleHint}
            value={role}
            onChange={(event) => setRole(event.target.value)}
          >
            <option value="">{words.common.choose}</option>
            <Options words={words.role} />
          </SelectField>
          {user.seat.agencyId === null && (
            <AgencyPicker {...fieldOf('seat')} value={agencyId} known={null} onChange={setAgencyId} />
          )}
        </>
      )}
    </ActDialog>
  );
}
