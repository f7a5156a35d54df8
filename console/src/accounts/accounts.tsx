import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api, call } from '../api/client';
import type { Role } from '../api/types';
import { Options, SelectField, TextField } from '../kit/field';
import { focusHeading, Page } from '../kit/page';
import { PagedRows } from '../kit/paged-rows';
import { useAnnounce } from '../kit/status-line';
import { useDebounced } from '../kit/use-debounced';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { type AccountAct, OpenAccountAct } from './account-act';
import type { ManagedAccount } from './account-props';
import { AccountTable } from './account-table';
import { useAccountWords } from './account-words';
import { FactorResets } from './factor-resets';
import { NewAccount } from './new-account';
import { OneTimeLink, type OneTimeLinkProps } from './one-time-link';

/** Filters of each state, as the API and the address of the page name them. */
const states = {
  enabled: { disabled: false },
  waiting: { awaitingApproval: true, disabled: false },
  locked: { isLocked: true, disabled: false },
  invited: { isEnrolled: false, disabled: false },
  disabled: { disabled: true },
} as const;
type State = keyof typeof states;

/** Returns the state whose filters an address has, or the enabled accounts. */
function stateOf(address: URLSearchParams): State {
  const names = ['waiting', 'locked', 'invited', 'disabled'] as const;
  return (
    names.find((name) => Object.entries(states[name]).every(([key, value]) => address.get(key) === String(value))) ??
    'enabled'
  );
}

/** Accounts at or below the seat, with their status and everything that an administrator or a second person does to them. */
export default function Accounts() {
  const words = useWords();
  const texts = useAccountWords();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { may } = useSession();
  const [address, setAddress] = useSearchParams();
  const state = stateOf(address);
  const role = (Object.keys(words.role) as Role[]).find((one) => one === address.get('role')) ?? '';
  // It may be the name of a person, so no address has it.
  const [letters, setLetters] = useState('');
  const [isAdding, setIsAdding] = useState(false);
  const [link, setLink] = useState<OneTimeLinkProps | null>(null);
  const show = (filters: object, wanted: string): void => {
    const pairs = Object.entries(filters).map(([key, value]) => [key, String(value)]);
    setAddress([...pairs, ...(wanted === '' ? [] : [['role', wanted]])] as [string, string][], { replace: true });
  };
  const readAgain = (): void => {
    for (const key of ['accounts', 'factor-resets', 'attention']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const finish = (sentence: string): void => {
    readAgain();
    announce(sentence);
    // The line of the button may be gone.
    focusHeading();
  };
  return (
    <Page
      title={texts.title}
      acts={
        may('accounts:manage') && (
          <button type="button" className="usa-button" onClick={() => setIsAdding(true)}>
            {texts.create}
          </button>
        )
      }
    >
      {link && <OneTimeLink {...link} />}
      {may('accounts:approve') && <FactorResets onDone={finish} />}
      <div className="list-filters no-print">
        <SelectField
          label={texts.show}
          value={state}
          onChange={(event) => show(states[event.target.value as State], role)}
        >
          <Options words={texts.states} />
        </SelectField>
        <SelectField
          label={texts.columns.role}
          value={role}
          onChange={(event) => show(states[state], event.target.value)}
        >
          <option value="">{texts.anyRole}</option>
          <Options words={words.role} />
        </SelectField>
        <TextField
          label={texts.search}
          type="search"
          value={letters}
          maxLength={100}
          onChange={(event) => setLetters(event.target.value)}
        />
      </div>
      <AccountList
        state={state}
        role={role}
        letters={letters}
        onDone={finish}
        onStale={readAgain}
        onLink={(made) => {
          setLink(made);
          focusHeading();
        }}
      />
      {isAdding && (
        <NewAccount
          onClose={() => setIsAdding(false)}
          onDone={(sentence) => {
            setIsAdding(false);
            finish(sentence);
          }}
        />
      )}
    </Page>
  );
}

function AccountList({
  state,
  role,
  letters,
  onDone,
  onStale,
  onLink,
}: {
  readonly state: State;
  readonly role: Role | '';
  readonly letters: string;
  readonly onDone: (sentence: string) => void;
  readonly onStale: () => void;
  readonly onLink: (link: OneTimeLinkProps) => void;
}) {
  const texts = useAccountWords();
  const [open, setOpen] = useState<{ readonly act: AccountAct; readonly account: ManagedAccount } | null>(null);
  const q = useDebounced(letters.trim(), 250);
  const accounts = useInfiniteQuery({
    queryKey: ['accounts', state, role, q],
    queryFn: ({ pageParam }) => {
      const query = { ...states[state], ...(role && { role }), ...(q && { q }), cursor: pageParam };
      return call(() => api.GET('/api/v1/accounts', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const close = (): void => setOpen(null);
  return (
    <>
      <PagedRows query={accounts} none={texts.none}>
        {(rows) => (
          <AccountTable
            rows={rows}
            caption={texts.found(rows.length, accounts.hasNextPage)}
            onAct={(act, account) => setOpen({ act, account })}
          />
        )}
      </PagedRows>
      {open && (
        <OpenAccountAct
          {...open}
          onClose={close}
          onStale={() => {
            close();
            onStale();
          }}
          onDone={(sentence) => {
            close();
            onDone(sentence);
          }}
          onLink={(made) => {
            close();
            onLink(made);
          }}
        />
      )}
    </>
  );
}
