import { useState } from 'react';
import { encode } from 'uqr';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { TextField } from '../kit/field';
import { ProblemMessage } from '../kit/messages';
import { useWords } from '../words/use-words';
import { createPasskey, hasPasskeys } from './passkey';
import { useAct } from './use-act';

interface EnrolmentProps {
  readonly onAdded: (session: Schemas['SessionView']) => void | Promise<void>;
}

/** Form that adds a passkey. */
export function AddPasskey({ onAdded }: EnrolmentProps) {
  const words = useWords();
  const { act, problem, isBusy } = useAct();
  const [name, setName] = useState<string | null>(null);
  // The words of the user's language may arrive after the form.
  const shown = name ?? words.factors.passkeyDefault;
  if (!hasPasskeys) return null;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act(async () => {
          const options = await call(() => api.POST('/api/v1/accounts/me/passkey-challenges'));
          const response = await createPasskey(options);
          await onAdded(
            await call(() => api.POST('/api/v1/accounts/me/passkeys', { body: { name: shown, response } })),
          );
        });
      }}
    >
      <ProblemMessage problem={problem} />
      <TextField
        label={words.factors.passkeyName}
        maxLength={100}
        value={shown}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="usa-button usa-button--outline" disabled={isBusy}>
        {words.factors.addPasskey}
      </button>
    </form>
  );
}

/** Form that sets up an authenticator app, with the key as a QR code and as text. */
export function AddTotp({ onAdded }: EnrolmentProps) {
  const words = useWords();
  const { act, problem, isBusy } = useAct();
  const [secret, setSecret] = useState<Schemas['TotpView'] | null>(null);
  const [code, setCode] = useState('');
  if (secret === null) {
    return (
      <div className="enrol">
        <ProblemMessage problem={problem} />
        <button
          type="button"
          className="usa-button usa-button--outline"
          disabled={isBusy}
          onClick={() => act(async () => setSecret(await call(() => api.POST('/api/v1/accounts/me/totp'))))}
        >
          {words.factors.addTotp}
        </button>
      </div>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act(async () => {
          const body = { code: code.trim() };
          await onAdded(await call(() => api.PUT('/api/v1/accounts/me/totp/confirmation', { body })));
          setSecret(null);
        });
      }}
    >
      <ProblemMessage problem={problem} />
      <p>{words.factors.totpText}</p>
      <QrCode text={secret.uri} label={words.factors.qr} />
      <p>
        {words.factors.key}: <code className="secret">{secret.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <TextField
        label={words.factors.firstCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={16}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <button type="submit" className="usa-button" disabled={isBusy}>
        {words.factors.confirm}
      </button>
    </form>
  );
}

/** QR code as one path: no style, no data URL and no markup from a text. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
