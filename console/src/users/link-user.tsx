import { useId, useState } from 'react';
import { api, call } from '../api/client';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { type Choice, Picker } from '../kit/picker';
import { useWords } from '../words/use-words';
import { paramsOf, type UserProps } from './user-props';

/** Dialog that links a user to an account. It begins with the former account, or with the one that has the address. */
export function LinkUser({ user, onClose, onDone, onStale }: UserProps) {
  const words = useWords();
  const known = user.formerAccount ?? user.matchingAccount;
  const [account, setAccount] = useState<Choice | null>(
    known && { id: known.id, name: known.name ?? words.common.hidden },
  );
  const fields = { accountId: { id: useId(), label: words.users.columns.account } };
  return (
    <ActDialog
      title={`${words.users.link}: ${user.name}`}
      effect={words.users.effect.link}
      submitLabel={words.users.link}
      check={() => checkRequired(fields.accountId, account?.id ?? '', words.errors.choose)}
      fields={fields}
      send={async () => {
        const body = { accountId: account?.id ?? '' };
        await call(() => api.PUT('/api/v1/provisioned-users/{id}/account', { params: paramsOf(user), body }));
        onDone(words.users.done.link(user.name));
      }}
      onClose={onClose}
      onStale={onStale}
    >
      {(fieldOf) => (
        <Picker
          {...fieldOf('accountId')}
          hint={words.users.accountHint}
          emptyText={words.users.noAccount}
          listKey={['accounts', 'found']}
          search={async (letters) => {
            const query = { disabled: false, limit: 50, ...(letters === '' ? {} : { q: letters }) };
            const { items, nextCursor } = await call(() => api.GET('/api/v1/accounts', { params: { query } }));
            return {
              items: items.map(({ id: accountId, name, email }) => ({ id: accountId, name, note: { text: email } })),
              hasMore: nextCursor !== null,
            };
          }}
          value={account}
          onChange={setAccount}
          autoFocus
        />
      )}
    </ActDialog>
  );
}
