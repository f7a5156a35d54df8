import { type ReactNode, useState } from 'react';
import { TextField } from '../kit/field';
import { useWords } from '../words/use-words';

interface SignInFormProps {
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** Form of a step of the sign-in: its fields, and the button that sends it. */
export function SignInForm({ submitLabel, isBusy, onSubmit, children }: SignInFormProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSubmit();
      }}
    >
      {children}
      <button type="submit" className="usa-button" aria-disabled={isBusy}>
        {submitLabel}
      </button>
    </form>
  );
}

interface PasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly autoFocus?: boolean;
}

/** Field of the password that the user has. */
export function PasswordField({ value, onChange, label, autoFocus = false }: PasswordFieldProps) {
  const words = useWords();
  return (
    <TextField
      label={label ?? words.signIn.password}
      type="password"
      name="password"
      autoComplete="current-password"
      value={value}
      autoFocus={autoFocus}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Form of a code of an authenticator app, or of a recovery code. */
export function CodeForm({
  isBusy,
  onSubmit,
}: {
  readonly isBusy: boolean;
  readonly onSubmit: (code: string) => void;
}) {
  const words = useWords();
  const [code, setCode] = useState('');
  return (
    <SignInForm submitLabel={words.signIn.continue} isBusy={isBusy} onSubmit={() => onSubmit(code.trim())}>
      <TextField
        label={words.signIn.code}
        hint={words.signIn.codeHint}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={64}
        value={code}
        autoFocus
        onChange={(event) => setCode(event.target.value)}
      />
    </SignInForm>
  );
}
