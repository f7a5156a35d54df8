import { useState } from 'react';
import { TextField } from '../kit/field';
import { useWords } from '../words/use-words';
import { SignInForm, PasswordField } from './sign-in-form';

/** Form that changes the password. It asks for the current one too. */
export function ChangePasswordForm({
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
    <SignInForm
      submitLabel={words.signIn.changePassword}
      isBusy={isBusy}
      onSubmit={() => onSubmit({ current, password })}
    >
      <PasswordField label={words.signIn.currentPassword} value={current} onChange={setCurrent} />
      <TextField
        label={words.signIn.newPassword}
        hint={words.signIn.passwordHint}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </SignInForm>
  );
}
