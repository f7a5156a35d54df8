import { useWords } from '../words/use-words';
import { CodeForm } from './sign-in-form';
import { hasPasskeys } from './passkey';

/** Second factor of a sign-in: a passkey, or a code. */
export function SecondFactor({
  factors,
  isBusy,
  onPasskey,
  onCode,
}: {
  readonly factors: readonly string[];
  readonly isBusy: boolean;
  readonly onPasskey: () => void;
  readonly onCode: (code: string) => void;
}) {
  const words = useWords();
  const takesCode = factors.includes('totp') || factors.includes('recovery_code');
  return (
    <>
      <p>{words.signIn.secondFactorText}</p>
      {hasPasskeys && factors.includes('passkey') && (
        <button type="button" className="usa-button usa-button--outline" disabled={isBusy} onClick={onPasskey}>
          {words.signIn.usePasskey}
        </button>
      )}
      {takesCode && <CodeForm isBusy={isBusy} onSubmit={onCode} />}
      <p className="usa-hint">{words.signIn.noFactor}</p>
    </>
  );
}
