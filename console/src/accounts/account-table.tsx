import { Breakable } from '../kit/breakable';
import { formatAge, formatDay, formatInstant } from '../kit/dates';
import { type Column, Table } from '../kit/table';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { type AccountAct, accountActs } from './account-act';
import type { ManagedAccount } from './account-props';
import { useAccountWords } from './account-words';

/** Table of accounts, each with its status and the acts that the user may take. */
export function AccountTable({
  rows,
  caption,
  onAct,
}: {
  readonly rows: readonly ManagedAccount[];
  readonly caption: string;
  readonly onAct: (act: AccountAct, account: ManagedAccount) => void;
}) {
  const words = useWords();
  const texts = useAccountWords();
  const { columns, never, unknown } = texts;
  const list: readonly Column<ManagedAccount>[] = [
    {
      key: 'person',
      head: columns.person,
      isRowHeader: true,
      cell: ({ name, email, title }) => (
        <>
          {name}
          <br />
          <span className="soft">
            <Breakable text={email} />
            {title && `, ${words.accountTitle[title]}`}
          </span>
        </>
      ),
    },
    {
      key: 'role',
      head: columns.role,
      cell: ({ role, seat }) => (
        <>
          {words.role[role]}
          <br />
          <span className="soft">{seat.agency?.name ?? seat.taskForce?.name ?? words.seat.national}</span>
        </>
      ),
    },
    { key: 'status', head: columns.status, cell: (account) => <Status account={account} /> },
    {
      key: 'signedIn',
      head: columns.signedIn,
      cell: ({ lastSignedInAt }) => (lastSignedInAt ? formatAge(lastSignedInAt, words.locale) : never),
    },
    {
      key: 'trained',
      head: columns.trained,
      cell: ({ trainedUntil }) => (trainedUntil ? formatDay(trainedUntil, words.locale) : unknown),
    },
    {
      key: 'acts',
      head: columns.acts,
      isHeadHidden: true,
      cell: (account) => <Acts account={account} onAct={onAct} />,
    },
  ];
  return <Table caption={caption} columns={list} rows={rows} rowKey={({ id }) => id} />;
}

/** Everything that keeps the owner from signing in, and the end of a temporary account. */
function Status({ account }: { readonly account: ManagedAccount }) {
  const words = useWords();
  const texts = useAccountWords();
  const zone = useZone();
  const { status } = texts;
  const found = [
    account.disabledAt && status.disabled,
    account.approvedAt === null && status.waiting,
    account.lockedAt && status.locked,
    account.approvedAt !== null && !account.isEnrolled && status.invited,
    account.endsAt && status.ends(formatInstant(account.endsAt, words.locale, zone)),
  ].filter((one) => typeof one === 'string');
  if (found.length === 0) return status.active;
  return found.map((one) => <div key={one}>{one}</div>);
}

/** Acts for which the account waits. The others are links, so that these stand out. */
const firstActs: readonly AccountAct[] = ['approve', 'invite', 'unlock'];

function Acts({
  account,
  onAct,
}: {
  readonly account: ManagedAccount;
  readonly onAct: (act: AccountAct, account: ManagedAccount) => void;
}) {
  const texts = useAccountWords();
  const names = (Object.keys(accountActs) as AccountAct[]).filter((act) => account.may[accountActs[act]]);
  return (
    <div className="page-acts">
      {names.map((act) => (
        <button
          key={act}
          type="button"
          className={
            firstActs.includes(act) ? 'usa-button usa-button--outline small-button' : 'usa-button usa-button--unstyled'
          }
          onClick={() => onAct(act, account)}
        >
          {texts.acts[act]}
          <span className="usa-sr-only"> {account.name}</span>
        </button>
      ))}
    </div>
  );
}
