import { useId, useState } from 'react';
import { AgencyPicker } from '../acts/agency-picker';
import { api, call } from '../api/client';
import type { Role } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import type { FormFault } from '../kit/error-summary';
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
  const required: readonly [keyof typeof fields, string, (label: string) => string][] = [
    ['email', email, words.errors.required],
    ['name', name, words.errors.required],
    ['role', role, words.errors.choose],
  ];
  const check = (): readonly FormFault[] =>
    required
      .filter(([, text]) => text.trim() === '')
      .map(([field, , sentence]) => ({ fieldId: fields[field].id, message: sentence(fields[field].label) }));
  return (
    <ActDialog
      title={`${words.users.accept}: ${user.name}`}
      effect={words.users.effect.accept}
      submitLabel={words.users.accept}
      check={check}
      fieldIds={fields}
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
      {(faultOf) => (
        <>
          <TextField
            {...fields.name}
            error={faultOf(fields.name.id)}
            value={name}
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
          <TextField
            {...fields.email}
            error={faultOf(fields.email.id)}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <SelectField
            {...fields.role}
            hint={words.users.roleHint}
            error={faultOf(fields.role.id)}
            value={role}
            onChange={(event) => setRole(event.target.value)}
          >
            <option value="">{words.common.choose}</option>
            <Options words={words.role} />
          </SelectField>
          {user.seat.agencyId === null && (
            <AgencyPicker
              {...fields.seat}
              error={faultOf(fields.seat.id)}
              value={agencyId}
              known={null}
              onChange={setAgencyId}
            />
          )}
        </>
      )}
    </ActDialog>
  );
}
