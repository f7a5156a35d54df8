import { useId, useState } from 'react';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { TextArea, TextField } from '../kit/field';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';

type KeyScope = Schemas['MakeMachineKey']['scopes'][number];

const scopesOfCases = [
  'complaints:read',
  'complaints:receive',
  'events:read',
  'agencies:read',
  'task-forces:read',
] as const satisfies readonly KeyScope[];
const scopeOfProvider = 'provisioned-users:sync' satisfies KeyScope;
const maxDays = 90;
const dayMs = 86_400_000;

interface Made {
  readonly name: string;
  readonly token: string;
}

/** Dialog that creates a machine key. The key of an administrator sends the users of an identity provider, and does nothing else. */
export function NewMachineKey({
  onClose,
  onMade,
}: {
  readonly onClose: () => void;
  readonly onMade: (key: Made) => void;
}) {
  const words = useWords();
  const id = useId();
  const isOfProvider = useSession().session.account.role === 'admin';
  const [name, setName] = useState('');
  const [networks, setNetworks] = useState('');
  const [days, setDays] = useState(String(maxDays - 1));
  const [scopes, setScopes] = useState<readonly KeyScope[]>(isOfProvider ? [scopeOfProvider] : []);
  const texts = words.me.newKey;
  const fields = {
    name: { id: `${id}-name`, label: texts.name },
    scopes: { id: `${id}-scopes`, label: texts.scopes },
    networks: { id: `${id}-networks`, label: texts.networks },
    expiresAt: { id: `${id}-days`, label: texts.days },
  };
  return (
    <ActDialog
      title={texts.title}
      effect={isOfProvider ? texts.effectOfProvider : texts.effect}
      submitLabel={texts.submit}
      check={() => [
        ...checkRequired(fields.name, name, words.errors.required),
        ...checkRequired(fields.scopes, scopes, words.errors.choose),
        ...checkRequired(fields.networks, linesOf(networks), words.errors.required),
        ...checkRequired(fields.expiresAt, /^\d+$/.test(days) ? days : '', words.errors.required),
      ]}
      fields={fields}
      send={async () => {
        const wanted = { name, scopes: [...scopes], networks: linesOf(networks) };
        // A repeat by Idempotency-Key would have no secret.
        const expiresAt = new Date(Date.now() + Number(days) * dayMs).toISOString();
        const key = await call(() => api.POST('/api/v1/machine-keys', { body: { ...wanted, expiresAt } }));
        onMade({ name, token: key.token ?? '' });
      }}
      onClose={onClose}
    >
      {(fieldOf) => (
        <>
          <TextField {...fieldOf('name')} value={name} autoFocus onChange={(event) => setName(event.target.value)} />
          {!isOfProvider && (
            <fieldset className="usa-fieldset" id={fields.scopes.id} tabIndex={-1}>
              <legend className="usa-legend">{fields.scopes.label}</legend>
              {fieldOf('scopes').error && <div className="usa-error-message">{fieldOf('scopes').error}</div>}
              {scopesOfCases.map((scope) => (
                <label key={scope} className="radio-option">
                  <input
                    type="checkbox"
                    checked={scopes.includes(scope)}
                    onChange={({ target }) =>
                      setScopes((before) =>
                        target.checked ? [...before, scope] : before.filter((one) => one !== scope),
                      )
                    }
                  />
                  {texts.scope[scope]}
                </label>
              ))}
            </fieldset>
          )}
          <TextArea
            {...fieldOf('networks')}
            hint={texts.networksHint}
            value={networks}
            rows={3}
            onChange={(event) => setNetworks(event.target.value)}
          />
          <TextField
            {...fieldOf('expiresAt')}
            hint={texts.daysHint}
            inputMode="numeric"
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </>
      )}
    </ActDialog>
  );
}

/** Secret of a new key, which no later page shows. */
export function MadeMachineKey({ name, token }: Made) {
  const words = useWords();
  return (
    <div className="usa-alert usa-alert--success" role="status">
      <div className="usa-alert__body">
        <p className="usa-alert__heading">{words.me.newKey.made(name)}</p>
        <div className="usa-alert__text">
          <p className="flush">{words.me.newKey.copy}</p>
          <code className="secret">{token}</code>
        </div>
      </div>
    </div>
  );
}

function linesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}
