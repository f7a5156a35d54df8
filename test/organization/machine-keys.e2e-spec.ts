import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { MachineKeyPage, MachineKeyView } from '../../src/organization/machine-keys/machine-key.view.js';
import { keyScopes } from '../../src/access/permissions.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { atOnce, comparableContent, type Answer, type Headers } from '../support/client.js';
import { aTip, Given, type GivenAccount } from '../support/given.js';
import { password } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  // The trusted proxy reports the address of a request, which lets a test use another network.
  tracker = await startTracker({ config: { TRUST_PROXY: '127.0.0.1' } });
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const inADay = (): string => new Date(Date.now() + 86_400_000).toISOString();
const wanted = (): object => ({
  name: 'Records system',
  scopes: ['complaints:read', 'complaints:receive'],
  networks: ['192.0.2.0/24', '2001:db8:7::/48'],
  expiresAt: inADay(),
});
const from = (address: string): Headers => ({ 'x-forwarded-for': address });
const inside = from('192.0.2.77');

describe('POST /machine-keys', () => {
  it('shows the key once, and stores a hash of its hash', async () => {
    const owner = await given.account();

    const answer = await tracker.as(owner).post<MachineKeyView>('/machine-keys', wanted());

    const { id, token, prefix, ...told } = answer.body;
    const start = `tf1_${id.replaceAll('-', '').slice(0, 12)}`;
    expect(answer).toMatchObject({ status: 201, headers: { location: `/api/v1/machine-keys/${id}` } });
    expect(token).toMatch(new RegExp(`^${start}_[A-Za-z0-9_-]{43}$`));
    expect(prefix).toBe(start);
    expect(told).toMatchObject({
      ...wanted(),
      expiresAt: expect.any(String),
      accountId: owner.accountId,
      usedAt: null,
    });
    expect(await shown(owner, id)).toEqual({ ...answer.body, token: null });
    const hash = (of: Buffer | string): Buffer => createHash('sha256').update(of).digest();
    const stored = await tracker.sql('SELECT hash, kind, prefix FROM auth.sessions WHERE id = $1', [id]);
    expect(stored).toEqual([{ hash: hash(hash(token ?? '')), kind: 'key', prefix: start }]);
    const rows = await tracker.sql<{ row: string }>('SELECT s::text AS row FROM auth.sessions s WHERE id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(token?.slice(-43));
    expect(await actsOn(id)).toEqual([
      { action: 'machine-key.created', account_id: owner.accountId, session_id: owner.sessionId },
    ]);
  });

  it('omits the key from the response to a repeated request, and creates it once', async () => {
    const owner = await given.account();
    const body = wanted();
    const send = (): Promise<Answer<MachineKeyView>> =>
      tracker.as(owner).post<MachineKeyView>('/machine-keys', body, { 'idempotency-key': 'the-same' });

    const [first, again] = [await send(), await send()];

    expect(again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    expect(again.body).toEqual({ ...first.body, token: null });
    expect((await listed(owner)).map(({ id }) => id)).toEqual([first.body.id]);
  });

  it('requires a recent re-authentication', async () => {
    const owner = await given.account();
    await tracker.sql(`UPDATE auth.sessions SET stepped_up_at = now() - interval '6 minutes' WHERE id = $1`, [
      owner.sessionId,
    ]);

    const answer = await tracker.as(owner).post('/machine-keys', wanted());

    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
    expect(await listed(owner)).toEqual([]);
  });

  it.each([
    ['name', { name: '' }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: 'complaints:read' }],
    ['scopes', { scopes: ['complaints:read', 'complaints:read'] }],
    ['scopes', { scopes: ['complaints:assign'] }],
    ['scopes', { scopes: ['suspects:read'] }],
    ['scopes', { scopes: ['machine-keys:own'] }],
    ['scopes', { scopes: ['account:own'] }],
    ['scopes', { scopes: [null] }],
    ['networks', { networks: [] }],
    ['networks', { networks: ['0.0.0.0/0'] }],
    ['networks', { networks: ['::/0'] }],
    ['networks', { networks: ['0.0.0.0/1', '128.0.0.0/1'] }],
    ['networks', { networks: ['192.0.2.7'] }],
    ['networks', { networks: ['192.0.2.7/24'] }],
    ['networks', { networks: ['office'] }],
    ['networks', { networks: Array.from({ length: 11 }, (_, part) => `10.0.${part}.0/24`) }],
    ['expiresAt', { expiresAt: '2018-03-01T09:30:00-06:00' }],
    ['expiresAt', { expiresAt: new Date(Date.now() + 90.1 * 86_400_000).toISOString() }],
    ['expiresAt', { expiresAt: 'never' }],
  ])('is refused at %s: %j', async (field, overrides) => {
    const owner = await given.account();

    const answer = await tracker.as(owner).post('/machine-keys', { ...wanted(), ...overrides });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
    expect(await listed(owner)).toEqual([]);
  });

  it('accepts 90 days', async () => {
    const expiresAt = new Date(Date.now() + 90 * 86_400_000 - 60_000).toISOString();

    expect(await given.machineKey({ expiresAt })).toMatchObject({ expiresAt });
  });

  it('allows twenty active keys, under concurrent requests', async () => {
    const owner = await given.account();
    const ask = (): Promise<Answer<MachineKeyView>> =>
      tracker.as(owner).post<MachineKeyView>('/machine-keys', wanted());
    const answers = await atOnce(25, ask);

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.find(({ status }) => status !== 201)).toMatchObject({
      status: 409,
      body: { type: '/problems/too-many-machine-keys' },
    });
    await tracker.as(owner).delete(`/machine-keys/${(await listed(owner))[0]?.id ?? ''}`);
    expect(await ask()).toMatchObject({ status: 201 });
  });
});

describe('a machine key', () => {
  it('acts within its scopes, and the trail has its id', async () => {
    const owner = await given.account();
    const key = await given.machineKey({ by: owner, networks: ['192.0.2.0/24'] });

    const received = await tracker.as(key).post<ComplaintView>('/complaints', aTip, inside);
    const read = await tracker.as(key).get<ComplaintView>(`/complaints/${received.body.id}`, inside);

    expect(received.status).toBe(201);
    expect(read).toMatchObject({ status: 200, body: { id: received.body.id } });
    expect(await tracker.trailOf(received.body.id)).toMatchObject([
      { action: 'complaint.received', accountId: owner.accountId, sessionId: key.id },
    ]);
  });

  it('cannot use other permissions of its owner', async () => {
    const { taskForceId, id, etag } = await given.complaint();
    const owner = await given.account({ taskForceId, role: 'supervisor' });
    const key = await given.machineKey({ by: owner });
    const suspect = await given.suspect({ complaint: await given.complaint({ taskForceId }) });
    const machine = tracker.as(key);

    const refused = [
      await machine.put(`/complaints/${id}/triage`, { priority: 1 }, { 'if-match': etag }),
      await machine.put(`/complaints/${id}/assignment`, {}, { 'if-match': etag }),
      await machine.get('/suspects'),
      await machine.get(`/suspects/${suspect.id}`),
      await machine.get('/reports/totals?from=2026-01-01&until=2027-01-01'),
      await machine.get('/accounts'),
      await machine.get('/accounts/me'),
      await machine.get('/machine-keys'),
      await machine.post('/machine-keys', wanted()),
      await machine.delete(`/machine-keys/${key.id}`),
    ];

    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
    for (const { body } of refused) expect(body).toMatchObject({ type: '/problems/forbidden' });
    // A key is no session: it cannot sign out, step up or manage factors.
    for (const [method, path] of [
      ['DELETE', '/sessions/current'],
      ['GET', '/sessions/current'],
      ['GET', '/accounts/me/factors'],
    ] as const) {
      expect({ path, ...(await machine.send(method, path, undefined)) }).toMatchObject({ path, status: 401 });
    }
    const stepUp = await machine.put('/sessions/current/step-up', { password });
    expect(stepUp).toMatchObject({ status: 401 });
    expect(await machine.get(`/complaints/${id}`)).toMatchObject({ status: 200 });
    const acts = await tracker.sql(
      'SELECT count(*)::int AS n FROM audit.entries WHERE session_id = $1 AND outcome = $2',
      [key.id, 'refused'],
    );
    expect(acts).toEqual([{ n: refused.length }]);
  });

  it('is limited to narrower scopes', async () => {
    const key = await given.machineKey({ scopes: ['complaints:receive'] });

    expect(await tracker.as(key).post('/complaints', aTip)).toMatchObject({ status: 201 });
    expect(await tracker.as(key).get('/complaints')).toMatchObject({ status: 403 });
  });

  it('is rejected from another network', async () => {
    const key = await given.machineKey({ networks: ['192.0.2.0/24', '2001:db8:7::/48'] });
    const statusFrom = async (address: string): Promise<number> =>
      (await tracker.as(key).get('/complaints', from(address))).status;

    expect(await Promise.all(['192.0.2.1', '192.0.2.255', '2001:db8:7:9::1'].map(statusFrom))).toEqual([200, 200, 200]);
    expect(await Promise.all(['192.0.3.1', '127.0.0.1', '2001:db8:8::1', '::1'].map(statusFrom))).toEqual([
      401, 401, 401, 401,
    ]);
    // An untrusted proxy is itself the sender.
    expect(await tracker.as(key).get('/complaints', from('192.0.2.1, 203.0.113.9'))).toMatchObject({ status: 401 });
  });

  it('gets one identical refusal when unknown, expired, revoked, foreign or from another network', async () => {
    const owner = await given.account();
    const [expired, revoked, elsewhere] = await atOnce(3, () =>
      given.machineKey({ by: owner, networks: ['192.0.2.0/24'] }),
    );
    await tracker.sql('UPDATE auth.sessions SET expires_at = now() WHERE id = $1', [expired?.id]);
    await tracker.as(owner).delete(`/machine-keys/${revoked?.id ?? ''}`);
    const foreign = `tf1_01890a5d1c2b_${randomBytes(32).toString('base64url')}`;
    const { token = '' } = expired ?? {};
    const answers = [
      await tracker.anonymous().get('/complaints', inside),
      await tracker.as({ token: foreign }).get('/complaints', inside),
      await tracker.as({ token }).get('/complaints', inside),
      await tracker.as({ token: revoked?.token ?? '' }).get('/complaints', inside),
      await tracker.as({ token: elsewhere?.token ?? '' }).get('/complaints', from('198.51.100.1')),
      ...(await Promise.all(
        [
          token.slice(0, -1),
          `${token}A`,
          token.slice(17),
          token.replace('tf1_', 'tf2_'),
          token.toUpperCase(),
          'tf1_',
        ].map((broken) => tracker.as({ token: broken }).get('/complaints', inside)),
      )),
    ];

    for (const answer of answers) expect(comparableContent(answer)).toEqual(comparableContent(answers[0] as Answer));
    expect(answers[0]).toMatchObject({ status: 401, body: { type: '/problems/not-signed-in' } });
  });

  it('is rejected in a cookie', async () => {
    const { token } = await given.machineKey();

    expect(await tracker.as({ token }).get('/complaints')).toMatchObject({ status: 200 });
    const byCookie = await tracker.anonymous().get('/complaints', { cookie: `localhost-session=${token}` });
    expect(byCookie).toMatchObject({ status: 401 });
  });

  it('stays valid while unused, and reports its last use', async () => {
    const owner = await given.account();
    const key = await given.machineKey({ by: owner, expiresAt: new Date(Date.now() + 80 * 86_400_000).toISOString() });
    expect(await shown(owner, key.id)).toMatchObject({ usedAt: null });

    await tracker.as(key).get('/complaints');

    const { usedAt } = await shown(owner, key.id);
    expect(Date.now() - Date.parse(usedAt ?? '')).toBeLessThan(60_000);
    await tracker.sql(`UPDATE auth.sessions SET seen_at = now() - interval '70 days' WHERE id = $1`, [key.id]);
    expect(await tracker.as(key).get('/complaints')).toMatchObject({ status: 200 });
  });

  it.each([
    ['disabled', 'UPDATE app.accounts SET disabled_at = now() WHERE id = $1'],
    ['given another role', `UPDATE app.accounts SET role = 'supervisor' WHERE id = $1`],
    ['given another seat', 'UPDATE app.accounts SET agency_id = NULL WHERE id = $1'],
    ['given another password', `SELECT auth.set_password($1, 'a hash')`],
  ])('ends when its owner is %s', async (_, change) => {
    const owner = await given.account();
    const key = await given.machineKey({ by: owner });
    expect(await tracker.as(key).get('/complaints')).toMatchObject({ status: 200 });

    await tracker.sql(change, [owner.accountId]);

    expect(await tracker.as(key).get('/complaints')).toMatchObject({ status: 401 });
  });
});

describe('machine keys', () => {
  it('are listed and revoked by their owner and by admins of the seat and above only', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const key = await given.machineKey({ by: await given.account({ agency }) });
    const neighbour = await given.agency({ taskForceId });
    const others = [
      await given.account({ agency }),
      await given.account({ taskForceId, role: 'supervisor' }),
      await given.account({ agency: neighbour, role: 'admin' }),
      await given.account({ role: 'admin', seat: 'task_force' }),
    ];
    const keepers = [
      key.by,
      await given.account({ agency, role: 'admin' }),
      await given.account({ taskForceId, role: 'admin' }),
      await given.account({ seat: 'national', role: 'admin' }),
    ];

    for (const other of others) {
      const client = tracker.as(other);
      expect(await client.get(`/machine-keys/${key.id}`)).toMatchObject({ status: 404 });
      expect(await client.delete(`/machine-keys/${key.id}`)).toMatchObject({ status: 404 });
      expect((await listed(other)).map(({ id }) => id)).not.toContain(key.id);
    }
    for (const keeper of keepers) {
      expect(await shown(keeper, key.id)).toMatchObject({ token: null, may: { revoke: true } });
      expect((await listed(keeper, `&accountId=${key.accountId}`)).map(({ id }) => id)).toEqual([key.id]);
    }
    expect(await tracker.as(key).get('/complaints')).toMatchObject({ status: 200 });
  });

  it('are revoked immediately, once, with the author in the trail', async () => {
    const agency = await given.agency();
    const key = await given.machineKey({ by: await given.account({ agency }) });
    const admin = await given.account({ agency, role: 'admin' });

    const [first, ...more] = await atOnce(4, () => tracker.as(admin).delete(`/machine-keys/${key.id}`));

    expect(first).toMatchObject({ status: 204, text: '' });
    expect(more.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await tracker.as(key).get('/complaints')).toMatchObject({ status: 401 });
    expect(await shown(key.by, key.id)).toMatchObject({ endedAt: expect.any(String), may: { revoke: false } });
    expect(await actsOn(key.id)).toEqual([
      { action: 'machine-key.created', account_id: key.accountId, session_id: key.by.sessionId },
      { action: 'machine-key.revoked', account_id: admin.accountId, session_id: admin.sessionId },
    ]);
    expect(await listed(key.by, '&ended=false')).toEqual([]);
    expect(await listed(key.by, '&ended=true')).toHaveLength(1);
  });

  it('are listed in pages', async () => {
    const owner = await given.account();
    const made = [
      await given.machineKey({ by: owner }),
      await given.machineKey({ by: owner }),
      await given.machineKey({ by: owner }),
    ];

    const first = await tracker.as(owner).get<MachineKeyPage>('/machine-keys?limit=2');
    const second = await tracker
      .as(owner)
      .get<MachineKeyPage>(`/machine-keys?limit=2&cursor=${first.body.nextCursor ?? ''}`);

    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect(second.body.nextCursor).toBeNull();
  });
});

describe('the database', () => {
  const make = `SELECT auth.make_key(gen_random_uuid(), $1, 'tf1_0', 'a key', $2, $3, now() + $4::interval) AS made`;
  const right = [['complaints:read'], ['192.0.2.0/24'], '1 day'] as const;

  /** Runs a statement as the application's role in the session of a token, and rolls it back. */
  async function within(token: string, ...[scopes, networks, lasting]: readonly unknown[]): Promise<unknown> {
    const app = new pg.Client({ connectionString: tracker.database.appUrl });
    await app.connect();
    try {
      await app.query('BEGIN');
      await app.query(`SELECT auth.begin_request($1, false, 'a request', '127.0.0.1')`, [hashOf(token)]);
      return (await app.query<{ made: unknown }>(make, [randomBytes(32), scopes, networks, lasting])).rows[0]?.made;
    } finally {
      await app.end();
    }
  }

  it('has the same scopes for keys as the code', async () => {
    const [row] = await tracker.sql<{ scopes: string[] }>('SELECT auth.key_scopes() AS scopes');

    expect([...(row?.scopes ?? [])].sort()).toEqual([...keyScopes].sort());
  });

  it('creates no key for a key, an admin, an anonymous session or one without step-up', async () => {
    const owner = await given.account();
    const key = await given.machineKey({ by: owner });
    const late = await given.account();
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = $1', [late.sessionId]);
    const admin = await given.account({ role: 'admin' });

    expect(await within(owner.token, ...right)).toBe(true);
    for (const token of [key.token, admin.token, late.token, 'none']) {
      await expect(within(token, ...right)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it.each([
    [[], ['192.0.2.0/24'], '1 day'],
    [['complaints:assign'], ['192.0.2.0/24'], '1 day'],
    [['complaints:read', null], ['192.0.2.0/24'], '1 day'],
    [['complaints:read'], [], '1 day'],
    [['complaints:read'], ['0.0.0.0/0'], '1 day'],
    [['complaints:read'], ['::/0'], '1 day'],
    [['complaints:read'], [null], '1 day'],
    [['complaints:read'], ['192.0.2.0/24'], '91 days'],
    [['complaints:read'], ['192.0.2.0/24'], '0'],
  ])('rejects a key for %j from %j that lasts %s', async (scopes, networks, lasting) => {
    const owner = await given.account();

    await expect(within(owner.token, scopes, networks, lasting)).rejects.toMatchObject({ code: '42501' });
  });
});

async function shown(reader: GivenAccount, id: string): Promise<MachineKeyView> {
  return (await tracker.as(reader).get<MachineKeyView>(`/machine-keys/${id}`)).body;
}

async function listed(reader: GivenAccount, filter = ''): Promise<readonly MachineKeyView[]> {
  return (await tracker.as(reader).get<MachineKeyPage>(`/machine-keys?limit=200${filter}`)).body.items;
}

function actsOn(subject: string): Promise<unknown[]> {
  return tracker.sql('SELECT action, account_id, session_id FROM audit.entries WHERE subject = $1 ORDER BY seq', [
    subject,
  ]);
}
