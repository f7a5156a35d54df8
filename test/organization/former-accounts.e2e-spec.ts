import { expect, it } from '@jest/globals';
import { SeparateFormerAccounts1765000051700 } from '../../migrations/1765000051700-separate-former-accounts.js';
import { connectAsOwner } from '../../src/platform/database/migrate.js';
import { Given, madeBy } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { providerOf, seen } from './provisioning-fixtures.js';

const kinds = ['linked', 'left', 'returned', 'rejected', 'new'] as const;
type Kind = (typeof kinds)[number];

it('an upgrade keeps the account of a linked user as linked, and that of a user who left as former', async () => {
  const tracker = await startTracker();
  try {
    const given = new Given(tracker);
    const agency = await given.agency();
    const provider = await providerOf(tracker, given, { agency });
    const ids = {} as Record<Kind, string>;
    const accounts = {} as Record<Kind, string>;
    for (const kind of kinds) {
      const { id } = await provider.create();
      ids[kind] = id;
      ({ accountId: accounts[kind] } = await given.account({ agency }));
      if (kind === 'new') continue;
      await given.linkUser({ by: provider.admin, id, accountId: accounts[kind] });
      if (kind !== 'linked') madeBy(await provider.end(id), 200);
    }
    for (const kind of ['returned', 'rejected'] as const)
      await provider.patch(ids[kind], { op: 'replace', path: 'active', value: true });
    const rows = async (columns: string) => {
      const found = await tracker.sql<{ id: string }>(`SELECT id, ${columns} FROM app.provisioned_users`);
      return Object.fromEntries(kinds.map((kind) => [kind, { ...found.find(({ id }) => id === ids[kind]), id: kind }]));
    };

    await inOwnTransaction(tracker, (one, db) => one.down(db));
    // No version wrote this, but none refused it either.
    await tracker.sql(`UPDATE app.provisioned_users SET state = 'rejected' WHERE id = $1`, [ids.rejected]);
    const former = await rows('state, account_id');
    await inOwnTransaction(tracker, (one, db) => one.up(db));

    expect(former).toEqual({
      linked: { id: 'linked', state: 'linked', account_id: accounts.linked },
      left: { id: 'left', state: 'left', account_id: accounts.left },
      returned: { id: 'returned', state: 'waiting', account_id: accounts.returned },
      rejected: { id: 'rejected', state: 'rejected', account_id: accounts.rejected },
      new: { id: 'new', state: 'waiting', account_id: null },
    });
    expect(await rows('state, account_id, former_account_id')).toEqual({
      linked: { id: 'linked', state: 'linked', account_id: accounts.linked, former_account_id: null },
      left: { id: 'left', state: 'left', account_id: null, former_account_id: accounts.left },
      returned: { id: 'returned', state: 'waiting', account_id: null, former_account_id: accounts.returned },
      rejected: { id: 'rejected', state: 'rejected', account_id: null, former_account_id: null },
      new: { id: 'new', state: 'waiting', account_id: null, former_account_id: null },
    });
    expect(await seen(tracker, provider.admin, ids.returned)).toMatchObject({
      accountId: null,
      formerAccount: { id: accounts.returned },
    });
  } finally {
    await tracker.close();
  }
});

type Db = ReturnType<Awaited<ReturnType<typeof connectAsOwner>>['createQueryRunner']>;

async function inOwnTransaction(
  tracker: Tracker,
  step: (one: SeparateFormerAccounts1765000051700, db: Db) => Promise<void>,
): Promise<void> {
  const source = await connectAsOwner(tracker.database.ownerUrl, []);
  const db = source.createQueryRunner();
  try {
    await db.startTransaction();
    await step(new SeparateFormerAccounts1765000051700(), db);
    await db.commitTransaction();
  } finally {
    await db.release();
    await source.destroy();
  }
}
