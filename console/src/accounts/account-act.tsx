import { api, call } from '../api/client';
import { ActDialog } from '../kit/act-dialog';
import { ReasonDialog } from '../kit/reason-dialog';
import { type AccountActProps, type ManagedAccount, paramsOf } from './account-props';
import { useAccountWords } from './account-words';
import { ChangeRole } from './change-role';
import type { OneTimeLinkProps } from './one-time-link';

/** Acts on an account, with the member of `may` that allows each. */
export const accountActs = {
  approve: 'approve',
  invite: 'invite',
  unlock: 'releaseLock',
  changeRole: 'changeRole',
  requestReset: 'requestReset',
  disable: 'disable',
  enable: 'enable',
} as const satisfies Record<string, keyof ManagedAccount['may']>;

export type AccountAct = keyof typeof accountActs;

interface OpenActProps extends AccountActProps {
  readonly act: AccountAct;
  readonly onLink: (link: OneTimeLinkProps) => void;
}

/** Dialog of an act on an account. */
export function OpenAccountAct({ act, onLink, ...props }: OpenActProps) {
  const texts = useAccountWords();
  const { account, onDone } = props;
  if (act === 'changeRole') return <ChangeRole {...props} />;
  const dialog = {
    title: `${texts.acts[act]}: ${account.name}`,
    effect: texts.effect[act],
    submitLabel: texts.acts[act],
    onClose: props.onClose,
    onStale: props.onStale,
  };
  if (act === 'approve' || act === 'invite') {
    const send = async (): Promise<void> => {
      if (act === 'approve') {
        await call(() => api.PUT('/api/v1/accounts/{id}/approval', { params: paramsOf(account) }));
        onDone(texts.done.approve(account.name));
        return;
      }
      const { id, name } = account;
      const made = await call(() => api.PUT('/api/v1/accounts/{id}/invitation', { params: { path: { id } } }));
      onLink({ name, ...made });
    };
    return (
      <ActDialog {...dialog} check={() => []} fields={{}} send={send}>
        {() => null}
      </ActDialog>
    );
  }
  return (
    <ReasonDialog
      {...dialog}
      send={async (reason) => {
        await sendWithReason(act, account, reason);
        onDone(texts.done[act](account.name));
      }}
    />
  );
}

function sendWithReason(
  act: 'unlock' | 'requestReset' | 'disable' | 'enable',
  account: ManagedAccount,
  reason: string,
): Promise<unknown> {
  const { id } = account;
  const request = { params: paramsOf(account), body: { reason } };
  switch (act) {
    case 'unlock':
      return call(() => api.POST('/api/v1/accounts/{id}/unlock', { params: { path: { id } }, body: { reason } }));
    case 'requestReset':
      return call(() => api.POST('/api/v1/factor-resets', { body: { accountId: id, reason } }));
    case 'disable':
      return call(() => api.POST('/api/v1/accounts/{id}/disable', request));
    case 'enable':
      return call(() => api.POST('/api/v1/accounts/{id}/enable', request));
  }
}
