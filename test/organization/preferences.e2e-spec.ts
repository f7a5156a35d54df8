import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import type { PreferencesView } from '../../src/organization/preferences/preferences.view.js';
import { Given } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const path = '/accounts/me/preferences';
const defaults: PreferencesView = {
  shortcuts: 'on',
  density: 'comfortable',
  language: 'en',
  home: null,
  zone: null,
  columns: [],
  dailyMail: false,
};
const all: PreferencesView = {
  shortcuts: 'off',
  density: 'compact',
  language: 'es',
  home: 'queue',
  zone: 'America/Denver',
  columns: [{ list: 'queue', columns: ['reference', 'receivedAt'] }],
  dailyMail: true,
};

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `name${at}`);

describe('the preferences of an account', () => {
  it('are the defaults until the owner sets them', async () => {
    const client = tracker.as(await given.account());

    expect(await client.get(path)).toMatchObject({ status: 200, body: defaults });
  });

  it.each(['analyst', 'investigator', 'supervisor', 'admin', 'auditor'] as const)(
    'are set and read by the role %s',
    async (role) => {
      const client = tracker.as(await given.account({ role }));

      const set = await client.put(path, all);

      expect(set).toMatchObject({ status: 200, body: all });
      expect((await client.get(path)).body).toEqual(all);
    },
  );

  it('are replaced as a whole', async () => {
    const client = tracker.as(await given.account());
    await client.put(path, all);

    await client.put(path, { language: 'es' });

    expect((await client.get(path)).body).toEqual({ ...defaults, language: 'es' });
  });

  it('belong to one account, in every session of it', async () => {
    const account = await given.account();
    const colleague = await given.account({ taskForceId: account.taskForceId ?? '', role: 'admin' });
    await tracker.as(account).put(path, all);

    expect((await tracker.as(await given.session(account.accountId)).get(path)).body).toEqual(all);
    expect((await tracker.as(colleague).get(path)).body).toEqual(defaults);
  });

  it('are visible to their owner alone, in any SQL statement', async () => {
    const account = await given.account();
    const other = await given.account({ seat: 'national', role: 'admin' });
    for (const one of [account, other]) await tracker.as(one).put(path, all);
    const app = new pg.Client({ connectionString: tracker.database.appUrl });
    await app.connect();
    try {
      await app.query('BEGIN');
      await app.query(`SELECT auth.begin_request($1, false, 'a request', '192.0.2.1')`, [hashOf(other.token)]);
      await app.query(`SELECT audit.begin_change('preferences.set', NULL, NULL, 'a request')`);
      const { rows } = await app.query('SELECT account_id FROM app.account_preferences');
      const changed = await app.query('UPDATE app.account_preferences SET home = $1', ['attention']);
      const foreign = app.query(
        `INSERT INTO app.account_preferences (id, account_id, shortcuts, density, language, columns)
         VALUES (gen_random_uuid(), $1, 'on', 'compact', 'en', '[]') ON CONFLICT DO NOTHING`,
        [(await given.account()).accountId],
      );

      expect(rows).toEqual([{ account_id: other.accountId }]);
      expect(changed.rowCount).toBe(1);
      await expect(foreign).rejects.toMatchObject({ code: '42501' });
    } finally {
      await app.end();
    }
  });

  it('are set once when two pages set the first ones at the same time', async () => {
    const account = await given.account();

    const answers = await Promise.all(
      Array.from({ length: 4 }, () => tracker.as(account).put(path, { density: 'compact' })),
    );

    const [rows] = await tracker.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM app.account_preferences WHERE account_id = $1',
      [account.accountId],
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(rows).toEqual({ n: 1 });
  });

  it('enter the trail as one entry about their owner', async () => {
    const account = await given.account();
    await tracker.as(account).put(path, all);

    expect(
      await tracker.sql(`SELECT action, subject, source FROM audit.entries WHERE account_id = $1 AND source <> ''`, [
        account.accountId,
      ]),
    ).toEqual([{ action: 'preferences.set', subject: account.accountId, source: 'account_preferences' }]);
  });

  it.each([
    ['an unknown key', { theme: 'dark' }, '#/theme'],
    ['another language', { language: 'fr' }, '#/language'],
    ['a word for the daily mail', { dailyMail: 'on' }, '#/dailyMail'],
    ['another density', { density: 'tiny' }, '#/density'],
    ['a boolean for shortcuts', { shortcuts: true }, '#/shortcuts'],
    ['null for a language', { language: null }, '#/language'],
    ['a zone that does not exist', { zone: 'Mars/Olympus' }, '#/zone'],
    ['a sentence for a screen', { home: 'The complaint of a child' }, '#/home'],
    ['an address for a screen', { home: '/complaints/1' }, '#/home'],
    ['an unknown key of a list', { columns: [{ list: 'queue', columns: [], width: 3 }] }, '#/columns/0/width'],
    ['a text for columns', { columns: [{ list: 'queue', columns: 'reference' }] }, '#/columns/0/columns'],
    ['a sentence for a column', { columns: [{ list: 'queue', columns: ['two words'] }] }, '#/columns/0/columns'],
    ['more than 30 columns', { columns: [{ list: 'queue', columns: names(31) }] }, '#/columns/0/columns'],
    ['more than 20 lists', { columns: names(21).map((list) => ({ list, columns: [] })) }, '#/columns'],
    ['a column named twice', { columns: [{ list: 'queue', columns: ['age', 'age'] }] }, '#/columns/0/columns'],
  ])('are refused with %s', async (_, body, pointer) => {
    const client = tracker.as(await given.account());

    const answer = await client.put(path, body);

    expect(answer).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([expect.objectContaining({ pointer })]) },
    });
    expect((await client.get(path)).body).toEqual(defaults);
  });

  it('have at most 4 KiB', async () => {
    const client = tracker.as(await given.account());
    const lists = (n: number): object => ({
      columns: Array.from({ length: n }, (_, at) => ({
        list: `list${at}`,
        columns: Array.from({ length: 8 }, (__, column) => `column${column}${'x'.repeat(28)}`),
      })),
    });

    expect(await client.put(path, lists(13))).toMatchObject({
      status: 422,
      body: {
        errors: [{ pointer: '#', code: 'tooLong', detail: 'must be at most 4096 bytes long, as JSON without spaces' }],
      },
    });
    expect(await client.put(path, lists(10))).toMatchObject({ status: 200 });
  });

  it('need a session of a person', async () => {
    const { token } = await given.machineKey({ scopes: ['complaints:read'] });

    expect(await tracker.anonymous().get(path)).toMatchObject({ status: 401 });
    expect(await tracker.as({ token }).put(path, {})).toMatchObject({ status: 403 });
  });
});
