import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api, call } from '../api/client';
import { Breakable } from '../kit/breakable';
import { formatAge } from '../kit/dates';
import { Options, SelectField } from '../kit/field';
import { focusHeading, Page } from '../kit/page';
import { PagedRows } from '../kit/paged-rows';
import { useAnnounce } from '../kit/status-line';
import { type Column, Table } from '../kit/table';
import { useWords } from '../words/use-words';
import { AcceptUser } from './accept-user';
import { LinkUser } from './link-user';
import { ReasonForUser } from './reason-for-user';
import type { ProvisionedUser } from './user-props';

const states = ['waiting', 'linked', 'rejected', 'left'] as const;
type State = (typeof states)[number];
type Decision = 'accept' | 'link' | 'reject' | 'unlink';

interface Open {
  readonly decision: Decision;
  readonly user: ProvisionedUser;
}

/** Users that identity providers send, by their state, with the decisions on them. */
export default function Users() {
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const state = states.find((one) => one === address.get('state')) ?? 'waiting';
  return (
    <Page title={words.users.title}>
      <p className="usa-hint">{words.users.hint}</p>
      <div className="list-filters no-print">
        <SelectField
          label={words.users.show}
          value={state}
          onChange={(event) => setAddress({ state: event.target.value }, { replace: true })}
        >
          <Options words={words.users.states} />
        </SelectField>
      </div>
      <UserList key={state} state={state} />
    </Page>
  );
}

function UserList({ state }: { readonly state: State }) {
  const words = useWords();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const users = useInfiniteQuery({
    queryKey: ['provisioned-users', state],
    queryFn: ({ pageParam }) =>
      call(() => api.GET('/api/v1/provisioned-users', { params: { query: { state, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const readAgain = (): void => {
    setOpen(null);
    for (const key of ['provisioned-users', 'attention']) void queries.invalidateQueries({ queryKey: [key] });
  };
  return (
    <>
      <PagedRows query={users} none={words.users.none}>
        {(rows) => <UserTable rows={rows} state={state} onOpen={setOpen} />}
      </PagedRows>
      {open && (
        <DecisionDialog
          {...open}
          onClose={() => setOpen(null)}
          onStale={readAgain}
          onDone={(sentence) => {
            readAgain();
            announce(sentence);
            // The line of the button is gone.
            focusHeading();
          }}
        />
      )}
    </>
  );
}

function UserTable({
  rows,
  state,
  onOpen,
}: {
  readonly rows: readonly ProvisionedUser[];
  readonly state: State;
  readonly onOpen: (open: Open) => void;
}) {
  const words = useWords();
  const { columns } = words.users;
  const list: readonly Column<ProvisionedUser>[] = [
    {
      key: 'person',
      head: columns.person,
      isRowHeader: true,
      cell: ({ name, userName, email }) => (
        <>
          {name}
          <br />
          <span className="soft">
            <Breakable text={[...new Set([userName, email])].filter(Boolean).join(', ')} />
          </span>
        </>
      ),
    },
    {
      key: 'seat',
      head: columns.seat,
      cell: ({ seat }) => seat.agency?.name ?? seat.taskForce?.name ?? words.common.hidden,
    },
    {
      key: 'account',
      head: columns.account,
      cell: ({ account, formerAccount, matchingAccount }) => {
        if (account?.name) return account.name;
        if (formerAccount?.name) return words.users.former(formerAccount.name);
        return matchingAccount?.name ? words.users.matching(matchingAccount.name) : words.factors.none;
      },
    },
    {
      key: 'changed',
      head: columns.changed,
      cell: ({ changedAt }) => formatAge(changedAt, words.locale),
    },
    {
      key: 'decisions',
      head: columns.decisions,
      isHeadHidden: true,
      cell: (user) => <Decisions user={user} onOpen={onOpen} />,
    },
  ];
  return (
    <Table caption={words.users.states[state]} isCaptionHidden columns={list} rows={rows} rowKey={({ id }) => id} />
  );
}

function Decisions({ user, onOpen }: { readonly user: ProvisionedUser; readonly onOpen: (open: Open) => void }) {
  const words = useWords();
  const { may, name } = user;
  const decisions: readonly [Decision, boolean][] = [
    ['link', may.link],
    ['accept', may.link],
    ['reject', may.reject],
    ['unlink', may.unlink],
  ];
  return (
    <div className="page-acts">
      {decisions
        .filter(([, isAllowed]) => isAllowed)
        .map(([decision]) => (
          <button
            key={decision}
            type="button"
            className="usa-button usa-button--outline small-button"
            onClick={() => onOpen({ decision, user })}
          >
            {words.users[decision]}
            <span className="usa-sr-only"> {name}</span>
          </button>
        ))}
    </div>
  );
}

function DecisionDialog({
  decision,
  ...props
}: Open & { readonly onClose: () => void; readonly onDone: (sentence: string) => void; readonly onStale: () => void }) {
  switch (decision) {
    case 'accept':
      return <AcceptUser {...props} />;
    case 'link':
      return <LinkUser {...props} />;
    case 'reject':
    case 'unlink':
      return <ReasonForUser {...props} decision={decision} />;
  }
}
