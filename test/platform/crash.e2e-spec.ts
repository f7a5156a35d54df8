import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { startPostgres } from '../setup/start-postgres.js';
import { Client } from '../support/client.js';
import { aTip, madeBy } from '../support/given.js';
import { password } from '../support/requests.js';
import { startProcess, type TrackerProcess } from '../support/tracker-process.js';
import { times } from '../support/times.js';

const kills = times('CRASH_KILLS', { api: 1, long: 10 });
const writers = 6;

let directory: string;
let tracker: TrackerProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-crash-'));
  // Postgres runs as another user under root, and needs access to the folder.
  await chmod(directory, 0o711);
  tracker = await startProcess(directory);
});
afterAll(async () => {
  await tracker.kill();
  // Removes the data and any process still running on them at the end.
  const postgres = startPostgres({ directory, removeAtEnd: true });
  await postgres.ready.catch(() => undefined);
  await postgres.stop();
});

describe(`an application that is killed ${kills} times while it writes`, () => {
  it('keeps every acknowledged complaint, once and with its trail entry, and none in part', async () => {
    const token = await investigator();
    const acknowledged = new Map<string, string>();
    const doubtful = new Set<string>();

    for (let round = 0; round < kills; round += 1) {
      let isKilled = false;
      const write = async (key: string): Promise<void> => {
        doubtful.add(key);
        const answer = await post(token, key).catch(() => null);
        if (answer === null && isKilled) return;
        if (answer) acknowledged.set(key, madeBy(answer, 201).body.id);
        doubtful.delete(key);
      };
      const again = [...doubtful];
      const writing = Array.from({ length: writers }, async (_, writer) => {
        for (let n = 0; !isKilled; n += 1) await write(again.pop() ?? `${round}-${writer}-${n}`);
      });
      // The writers write without a break, so that each of these moments falls during writes.
      const enough = acknowledged.size + 2 + ((round * 7) % 20);
      const reached = async (): Promise<void> => {
        while (acknowledged.size < enough && !isKilled) await delay(1);
      };
      await Promise.race([reached(), Promise.all(writing)]);
      isKilled = true;
      await tracker.kill();
      await Promise.all(writing);
      tracker = await startProcess(directory);
    }

    for (const key of doubtful) acknowledged.set(key, madeBy(await post(token, key), 201).body.id);
    await tracker.stop();
    const { complaints, entries, keys } = await whatIsThere();
    expect(acknowledged.size).toBeGreaterThan(kills);
    expect([...acknowledged.values()].filter((id) => !complaints.includes(id))).toEqual([]);
    expect([...complaints].sort()).toEqual([...acknowledged.values()].sort());
    expect(entries).toEqual(complaints);
    expect(keys).toEqual(complaints);
  });
});

function post(token: string, key: string) {
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
  return new Client(tracker.url, headers).post<{ id: string }>('/complaints', { ...aTip, receivedAt, narrative: key });
}

const receivedAt = '2018-05-12T09:30:00-05:00';

async function investigator(): Promise<string> {
  const nobody = new Client(tracker.url, {});
  const email = 'pat.morgan@example.gov';
  const name = 'Pat Morgan';
  madeBy(await nobody.post('/first-administrator', { token: tracker.firstLink, email, name, password }), 204);
  const keeper = await signedIn(email);
  const state = 'NE';
  const joining = { code: 'NE', name: 'Nebraska Task Force', state, coverage: 'statewide', zone: 'America/Chicago' };
  const { id: taskForceId } = madeBy(await keeper.post<{ id: string }>('/task-forces', joining), 201).body;
  const membership = { kind: 'lead', beganOn: '2000-01-01' };
  const sheriff = { name: 'Sample County Sheriff', kind: 'sheriff', level: 'county', state, taskForceId, membership };
  const { id: agencyId } = madeBy(await keeper.post<{ id: string }>('/agencies', sheriff), 201).body;
  const account = { email: 'dana.reyes@example.gov', name: 'Dana Reyes', role: 'investigator' };
  const seat = { level: 'agency', taskForceId, agencyId };
  const { id } = madeBy(await keeper.post<{ id: string }>('/accounts', { ...account, seat }), 201).body;
  const { link } = madeBy(await keeper.put<{ link: string }>(`/accounts/${id}/invitation`), 200).body;
  const [, token] = /=([\w-]{43})$/.exec(link) ?? [];
  madeBy(await nobody.post('/enrolments', { token, password }), 204);
  const session = await nobody.post<{ token: string }>('/sessions', { email: account.email, password });
  return madeBy(session, 201).body.token;
}

async function signedIn(email: string): Promise<Client> {
  const session = await new Client(tracker.url, {}).post<{ token: string }>('/sessions', { email, password });
  return new Client(tracker.url, { authorization: `Bearer ${madeBy(session, 201).body.token}` });
}

async function whatIsThere(): Promise<Record<'complaints' | 'entries' | 'keys', string[]>> {
  const postgres = startPostgres({ directory });
  const { adminUrl } = await postgres.ready;
  const admin = new pg.Client({ connectionString: urlOfDatabase(adminUrl, 'tracker') });
  await admin.connect();
  const ids = async (statement: string): Promise<string[]> =>
    (await admin.query<{ id: string }>(statement)).rows.map(({ id }) => id);
  const found = {
    complaints: await ids('SELECT id FROM app.complaints ORDER BY id'),
    entries: await ids(`SELECT row_id AS id FROM audit.entries WHERE action = 'complaint.received' ORDER BY row_id`),
    keys: await ids('SELECT resource_id AS id FROM app.idempotency_keys ORDER BY resource_id'),
  };
  await admin.end();
  await postgres.stop();
  return found;
}
