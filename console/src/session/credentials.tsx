import { useState } from 'react';
import { TextField } from '../kit/field';
import { useWords } from '../words/use-words';
import { SignInForm, PasswordField } from './sign-in-form';

/** Form of the email and the password. The email is fixed where the user signs in again. */
export function Credentials({
  email,
  isBusy,
  onSubmit,
}: {
  readonly email: string | null;
  readonly isBusy: boolean;
  readonly onSubmit: (body: { email: string; password: string }) => void;
}) {
  const words = useWords();
  const [typed, setTyped] = useState(email ?? '');
  const [password, setPassword] = useState('');
  return (
    <SignInForm
      submitLabel={words.signIn.submit}
      isBusy={isBusy}
      onSubmit={() => onSubmit({ email: typed.trim(), password })}
    >
      <TextField
        label={words.signIn.email}
        type="email"
        name="email"
        autoComplete="username"
        value={typed}
        readOnly={email !== null}
        autoFocus={email === null}
        onChange={(event) => setTyped(event.target.value)}
      />
      <PasswordField value={password} onChange={setPassword} autoFocus={email !== null} />
    </SignInForm>
  );
}
