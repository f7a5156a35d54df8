import { useState } from 'react';
import { TextField } from '../kit/field';
import { useWords } from '../words/use-words';
import { DoorForm, PasswordField } from './door-form';

/** Form of a new password. */
export function NewPassword({
  isBusy,
  onSubmit,
}: {
  readonly isBusy: boolean;
  readonly onSubmit: (body: { current: string; password: string }) => void;
}) {
  const words = useWords();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  return (
    <DoorForm
      submitLabel={words.door.changePassword}
      isBusy={isBusy}
      onSubmit={() => onSubmit({ current, password })}
    >
      <PasswordField label={words.door.currentPassword} value={current} onChange={setCurrent} />
      <TextField
        label={words.door.newPassword}
        hint={words.door.passwordHint}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </DoorForm>
  );
}
