import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Given, type GivenAccount } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

/*
 * The list of readers, the claim and the ticket each refuse an account that may not get the mail. So the job shows none of them alone,
 * and this spec calls each as the role that may.
 */

let tracker: Tracker;
let given: Given;
let auth: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  auth = new pg.Client({ connectionString: tracker.database.authUrl });
  app = new pg.Client({ connectionString: tracker.database.appUrl });
  await Promise.all([auth.connect(), app.connect()]);
});
afterAll(async () => {
  await Promise.all([auth.end(), app.end()]);
  await tracker.close();
});

const day = '2026-03-02';

async function reader(preferences: object = {}): Promise<GivenAccount> {
  const account = await given.account({ role: 'supervisor' });
  const { status } = await tracker.as(account).put('/accounts/me/preferences', { dailyMail: true, ...preferences });
  expect(status).toBe(200);
  return account;
}

/** Returns the zone of an account in the list of readers; null if it is not listed. */
async function listedZone({ accountId }: GivenAccount): Promise<string | null> {
  const { rows } = await auth.query<{ zone: string }>(
    'SELECT zone FROM auth.daily_mail_readers() WHERE account_id = $1',
    [accountId],
  );
  return rows[0]?.zone ?? null;
}

interface ClaimOver {
  readonly on?: string;
  readonly at?: string;
  readonly by?: Buffer;
}

/** Returns the number of the attempt; null if the mail is not claimed. */
async function claim(
  { accountId }: GivenAccount,
  { on = day, at = `${day}T13:00Z`, by = Buffer.from(accountId) }: ClaimOver = {},
): Promise<number | null> {
  const { rows } = await auth.query<{ attempt: number | null }>(
    'SELECT auth.claim_daily_mail($1, $2, $3, $4) AS attempt',
    [accountId, on, at, by],
  );
  return rows[0]?.attempt ?? null;
}

async function release({ accountId }: GivenAccount, again: string): Promise<void> {
  await auth.query('SELECT auth.release_daily_mail($1, $2, $3)', [accountId, day, again]);
}

/** Returns the account that a ticket opens; null if it opens none. */
async function opened(by: Buffer): Promise<string | null> {
  await app.query('BEGIN');
  try {
    const begin = `SELECT account_id AS id FROM auth.begin_daily_mail($1, 'a request')`;
    const { rows } = await app.query<{ id: string }>(begin, [by]);
    return rows[0]?.id ?? null;
  } finally {
    await app.query('ROLLBACK');
  }
}

const refusals = [
  ['is disabled', `UPDATE app.accounts SET disabled_at = now() WHERE id = $1`],
  ['has reached its end', `UPDATE app.accounts SET ends_at = now() WHERE id = $1`],
  ['awaits its approval', `UPDATE app.accounts SET approved_at = NULL WHERE id = $1`],
  ['was not used for 90 days', `UPDATE app.accounts SET enabled_at = now() - interval '91 days' WHERE id = $1`],
] as const;
const switchedOff = 'UPDATE app.account_preferences SET daily_mail = false WHERE account_id = $1';

describe('an account that gets the daily mail', () => {
  it('is listed, claimed and opened', async () => {
    const account = await reader();

    expect(await listedZone(account)).toBe('America/Chicago');
    expect(await claim(account)).toBe(1);
    expect(await opened(Buffer.from(account.accountId))).toBe(account.accountId);
  });

  it('is listed with its own zone, else with that of its task force, else with UTC', async () => {
    const [own, ofTaskForce] = [await reader({ zone: 'Pacific/Honolulu' }), await reader()];
    const national = await given.account({ role: 'admin', seat: 'national' });
    await tracker.as(national).put('/accounts/me/preferences', { dailyMail: true });
    await tracker.sql(`UPDATE app.task_forces SET zone = 'America/New_York' WHERE id = $1`, [ofTaskForce.taskForceId]);

    expect(await listedZone(own)).toBe('Pacific/Honolulu');
    expect(await listedZone(ofTaskForce)).toBe('America/New_York');
    expect(await listedZone(national)).toBe('UTC');
  });
});

describe('the list of readers', () => {
  it.each([...refusals, ['did not ask for the mail', switchedOff] as const])(
    'leaves out an account that %s',
    async (_, statement) => {
      const account = await reader();
      await tracker.sql(statement, [account.accountId]);

      expect(await listedZone(account)).toBeNull();
    },
  );

  it('leaves out an account that changed other preferences only', async () => {
    const account = await given.account({ role: 'supervisor' });
    await tracker.as(account).put('/accounts/me/preferences', { density: 'compact' });

    expect(await listedZone(account)).toBeNull();
  });
});

describe('a claim', () => {
  it.each([...refusals, ['did not ask for the mail', switchedOff] as const])(
    'is refused for an account that %s since the list was read',
    async (_, statement) => {
      const account = await reader();
      await tracker.sql(statement, [account.accountId]);

      expect(await claim(account)).toBeNull();
    },
  );

  it('is refused for a claimed day and for an earlier one, and succeeds for the next', async () => {
    const account = await reader();
    expect(await claim(account)).toBe(1);

    expect(await claim(account, { at: `${day}T23:00Z` })).toBeNull();
    await release(account, `${day}T13:05Z`);
    expect(await claim(account, { on: '2026-03-01', at: `${day}T14:00Z` })).toBeNull();
    expect(await claim(account, { on: '2026-03-03' })).toBe(1);
  });

  it('succeeds again for a day from the time of its release on, and counts the attempts', async () => {
    const account = await reader();
    await claim(account);
    await release(account, `${day}T13:05Z`);

    expect(await claim(account, { at: `${day}T13:04:59Z` })).toBeNull();
    expect(await claim(account, { at: `${day}T13:05Z` })).toBe(2);
    expect(await claim(account, { at: `${day}T13:06Z` })).toBeNull();
  });
});

describe('the ticket of a claim', () => {
  it.each(refusals)('opens nothing for an account that %s since the claim', async (_, statement) => {
    const account = await reader();
    await claim(account);
    await tracker.sql(statement, [account.accountId]);

    expect(await opened(Buffer.from(account.accountId))).toBeNull();
  });

  it('opens nothing after its minute', async () => {
    const account = await reader();
    await claim(account);
    const [left] = await tracker.sql<{ isShort: boolean }>(
      `SELECT ticket_ends_at <= now() + interval '1 minute' AS "isShort" FROM auth.daily_mails WHERE account_id = $1`,
      [account.accountId],
    );
    expect(left).toEqual({ isShort: true });

    await tracker.sql('UPDATE auth.daily_mails SET ticket_ends_at = now() WHERE account_id = $1', [account.accountId]);

    expect(await opened(Buffer.from(account.accountId))).toBeNull();
  });

  it('opens nothing after a release or a later claim, and its stored hash opens nothing', async () => {
    const account = await reader();
    const [first, second] = [Buffer.from(`1 ${account.accountId}`), Buffer.from(`2 ${account.accountId}`)];
    await claim(account, { by: first });
    await release(account, `${day}T13:05Z`);
    expect(await opened(first)).toBeNull();

    await claim(account, { by: second, at: `${day}T14:00Z` });
    const [stored] = await tracker.sql<{ hash: Buffer }>(
      'SELECT ticket_hash AS hash FROM auth.daily_mails WHERE account_id = $1',
      [account.accountId],
    );

    expect(await opened(first)).toBeNull();
    expect(await opened(stored?.hash ?? first)).toBeNull();
    expect(await opened(second)).toBe(account.accountId);
  });
});

describe('the functions of the daily mail', () => {
  it.each([
    'SELECT auth.daily_mail_readers()',
    'SELECT auth.claim_daily_mail(NULL, NULL, NULL, NULL)',
    'SELECT auth.release_daily_mail(NULL, NULL, NULL)',
  ])('refuse the role that serves: %s', async (statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('refuse the role of sign-in the view of an account', async () => {
    const begin = `SELECT auth.begin_daily_mail(NULL, 'a request')`;

    await expect(auth.query(begin)).rejects.toMatchObject({ code: '42501' });
  });
});
