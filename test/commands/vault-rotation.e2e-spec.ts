import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MasterKeys } from '../../src/platform/secrets/master-keys.js';
import { EncryptionKey } from '../../src/platform/secrets/encrypted-value.js';
import { Secret } from '../../src/platform/secrets/secret.js';
import { Secrets } from '../../src/platform/secrets/secrets.js';
import type { FoundIdentities } from '../../src/casework/vault/identity-search.view.js';
import type { RevealedIdentityView } from '../../src/casework/vault/identity.view.js';
import type { IdentityDestructionView } from '../../src/casework/vault/identity-destruction.view.js';
import { KeyRing } from '../../src/casework/vault/key-ring.js';
import { rotateKeys, rotateMasterKey } from '../../src/casework/vault/key-rotation.js';
import { computeTokens } from '../../src/casework/vault/encrypted-identity.js';
import type { TaskForceKey } from '../../src/casework/vault/task-force-key.js';
import { columnByField, identityFields } from '../../src/casework/vault/vault.enums.js';
import { transpiled } from '../setup/transpiled.js';
import type { Client } from '../support/client.js';
import { figure } from '../support/figures.js';
import { Given, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { masterKeyText, secrets } from '../support/secrets.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { asHolder, countWaitingSessions } from '../support/transactions.js';
import { namedVictim } from '../casework/vault-fixtures.js';
import { times } from '../support/times.js';
import { until } from '../support/until.js';

/** Number of rotated identities. The published figure uses VAULT_ROTATION=100000. */
const identities = times('VAULT_ROTATION', { api: 500, long: 2000 });
/** Number of commands killed before one completes. */
const kills = times('VAULT_KILLS', { api: 1, long: 2 });
const command = await transpiled('src/commands/vault.command.js');

const why = { purpose: 'interview', reason: 'Forensic interview on Tuesday' };

let tracker: Tracker;
let given: Given;
let complaint: GivenComplaint;
let code: string;
let ids: string[];

beforeAll(async () => {
  tracker = await startTracker({ config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
  complaint = await given.complaint();
  const [row] = await tracker.sql<{ code: string }>('SELECT code FROM app.task_forces WHERE id = $1', [
    complaint.taskForceId,
  ]);
  code = row?.code ?? '';
  await namedVictim(given, await given.victim({ complaint }), identityAt(0));
  ids = await fill(identities);
});
afterAll(() => tracker.close());

function identityAt(number: number): Readonly<Record<string, string>> {
  return {
    givenName: `Given${number}`,
    familyName: `Family${number}`,
    bornOn: '2013-02-03',
    address: `${number} Elm Street`,
    phone: `402 555 ${String(number).padStart(6, '0')}`,
    school: 'Elm Street School',
  };
}

async function fill(count: number): Promise<string[]> {
  const key = await currentKey();
  const { taskForceId, id: complaintId, agencyId } = complaint;
  const made: string[] = [];
  for (let from = 1; from <= count; from += 1000) {
    const numbers = Array.from({ length: Math.min(1000, count - from + 1) }, (_, index) => from + index);
    const rows = await tracker.sql<{ id: string }>(
      `INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                                           safeguarding_status, identified_on, version)
       SELECT gen_random_uuid(), $1, c.id, $3, 'MV' || (n % 9000 + 2), 'recent', false, 'identified', '2026-03-01', 1
         FROM unnest($4::int[]) n
         JOIN LATERAL (SELECT id FROM app.complaints WHERE task_force_id = $1 AND id = $2) c ON true
       RETURNING id`,
      [taskForceId, await complaintFor(complaintId, from), agencyId, numbers],
    );
    const batch = rows.map(({ id }, index) => sealed(id, numbers[index] ?? 0, key));
    await tracker.sql(
      `INSERT INTO vault.identities (id, task_force_id, complaint_id, fields, written, version)
       SELECT v.id, v.task_force_id, v.complaint_id, $2, $2, 2 FROM app.victims_identified v WHERE v.id = ANY ($1)`,
      [
        batch.map(({ id }) => id),
        identityFields.filter((field) => field in identityAt(0)).map((field) => columnByField[field]),
      ],
    );
    await tracker.sql(
      `INSERT INTO vault.encrypted_identities (identity_id, task_force_id, key_id, wrapped_key, given_name, family_name, born_on,
                                            address, phone, email, school, guardian)
       SELECT n.*, NULL FROM (SELECT id, $1::uuid, $2::uuid, w, a, b, c, d, e, NULL::bytea, f
                                FROM unnest($3::uuid[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[],
                                            $9::bytea[], $10::bytea[]) u (id, w, a, b, c, d, e, f)) n`,
      [
        taskForceId,
        key.id,
        batch.map(({ id }) => id),
        batch.map(({ wrapped }) => wrapped),
        ...['givenName', 'familyName', 'bornOn', 'address', 'phone', 'school'].map((field) =>
          batch.map(({ columns }) => columns[field]),
        ),
      ],
    );
    await tracker.sql(
      `INSERT INTO vault.tokens (task_force_id, identity_id, kind, token)
       SELECT DISTINCT $1::uuid, n.id, n.kind, n.token FROM unnest($2::uuid[], $3::text[], $4::bytea[]) n (id, kind, token)`,
      [
        taskForceId,
        batch.flatMap(({ id, tokens }) => tokens.kinds.map(() => id)),
        batch.flatMap(({ tokens }) => tokens.kinds),
        batch.flatMap(({ tokens }) => tokens.tokens),
      ],
    );
    made.push(...batch.map(({ id }) => id));
  }
  return made;
}

/** A complaint has at most 9,999 pseudonyms. */
async function complaintFor(first: string, number: number): Promise<string> {
  if (number <= 9000) return first;
  if (number % 9000 > 1000) return lastComplaint;
  lastComplaint = (await given.complaint({ by: complaint.by })).id;
  return lastComplaint;
}
let lastComplaint = '';

interface Sealed {
  readonly id: string;
  readonly wrapped: Buffer;
  readonly columns: Readonly<Record<string, Buffer>>;
  readonly tokens: ReturnType<typeof computeTokens>;
}

function sealed(id: string, number: number, key: TaskForceKey): Sealed {
  const told = identityAt(number);
  const own = EncryptionKey.random();
  const columns = identityFields
    .filter((field) => told[field] !== undefined)
    .map((field) => [field, key.encrypt(told[field] ?? '', own, id, columnByField[field])] as const);
  return { id, wrapped: key.wrap(own, id), columns: Object.fromEntries(columns), tokens: computeTokens(told, key) };
}

async function currentKey(): Promise<TaskForceKey> {
  const [row] = await tracker.sql<{ id: string; wrapped: Buffer; wrapped_by: string }>(
    'SELECT id, wrapped, wrapped_by FROM vault.keys WHERE task_force_id = $1 AND retired_at IS NULL',
    [complaint.taskForceId],
  );
  if (!row) throw new Error('A task force whose identities are held has a key');
  const { id, wrapped, wrapped_by: by } = row;
  return new KeyRing(MasterKeys.fromSecrets(secrets)).open({
    id,
    taskForceId: complaint.taskForceId,
    wrapped,
    masterKeyId: by,
  });
}

let steppedUpAt = 0;

/** A reader re-authenticates after five minutes; here all readers at once. */
async function stepUp(): Promise<void> {
  if (performance.now() - steppedUpAt < 60_000) return;
  steppedUpAt = performance.now();
  await tracker.sql('UPDATE auth.sessions SET stepped_up_at = now(), seen_at = now() WHERE ended_at IS NULL');
}

interface Reading {
  reads: number;
  readonly failures: string[];
  /** Stops reading and waits for requests in progress. */
  stop(): Promise<void>;
}

async function keepReading(most = 4): Promise<Reading> {
  const clients: Client[] = [];
  for (let one = 0; one < most; one += 1) {
    clients.push(tracker.as(await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' })));
  }
  let isOver = false;
  const reading: Reading = {
    reads: 0,
    failures: [],
    stop: async () => {
      isOver = true;
      await under;
    },
  };
  const read = async (client: Client, turn: number): Promise<void> => {
    const number = 1 + ((turn * 7919) % ids.length);
    const id = ids[number - 1] ?? '';
    const shown = await client.post<RevealedIdentityView>(`/victims-identified/${id}/identity/reveal`, why);
    const isWhole = shown.status === 200 && shown.body.familyName === `Family${number}` && shown.body.phone !== null;
    if (!isWhole) reading.failures.push(`${number}: ${shown.status} ${shown.text.slice(0, 80)}`);
    const asks = { givenName: `Given${number}`, familyName: `Family${number}` };
    const found = await client.post<FoundIdentities>('/victim-identities/search', asks);
    if (found.status !== 200 || found.body.items[0]?.victimId !== id)
      reading.failures.push(`search ${number}: ${found.status}`);
    reading.reads += 2;
  };
  const under = Promise.all(
    clients.map(async (client, index) => {
      for (let turn = index; !isOver; turn += most) {
        await read(client, turn);
        await stepUp();
        await delay(5);
      }
    }),
  );
  return reading;
}

function started(...parameters: string[]): { child: ChildProcess; said: () => string } {
  const env = {
    ...process.env,
    DATABASE_OWNER_URL: tracker.database.ownerUrl,
    VAULT_MASTER_KEY: masterKeyText,
    NODE_ENV: 'test',
  };
  const child = spawn(process.execPath, [command, ...parameters], { stdio: 'pipe', env });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { child, said: () => Buffer.concat(chunks).toString() };
}

async function countUnder(taskForceId = complaint.taskForceId): Promise<{ retired: number; current: number }> {
  const [row] = await tracker.sql<{ retired: number; current: number }>(
    `SELECT count(*) FILTER (WHERE k.retired_at IS NOT NULL)::int AS retired,
            count(*) FILTER (WHERE k.retired_at IS NULL)::int AS current
       FROM vault.encrypted_identities s JOIN vault.keys k ON k.id = s.key_id WHERE s.task_force_id = $1`,
    [taskForceId],
  );
  return row ?? { retired: 0, current: 0 };
}

async function tokens(): Promise<{ count: number; some: string[] }> {
  const [row] = await tracker.sql<{ count: number; some: string[] }>(
    `SELECT count(*)::int AS count, array_agg(encode(token, 'hex')) FILTER (WHERE identity_id = $2) AS some
       FROM vault.tokens WHERE task_force_id = $1`,
    [complaint.taskForceId, ids[0]],
  );
  return row ?? { count: 0, some: [] };
}

describe('a key rotation', () => {
  it('of a task force key interrupts no read and no search, and resumes after kill -9', async () => {
    const before = await currentKey();
    const tokensBefore = await tokens();
    const reading = await keepReading();
    const began = performance.now();

    let killed = 0;
    // The last identity is locked meanwhile, so that no machine is too fast for a kill before the end.
    await asHolder(tracker, async (holder) => {
      await holder.query(
        'SELECT FROM vault.encrypted_identities WHERE task_force_id = $1 ORDER BY identity_id DESC LIMIT 1 FOR UPDATE',
        [complaint.taskForceId],
      );
      for (; killed < kills; killed += 1) {
        const { child } = started('rotate-keys', code);
        const ended = once(child, 'close');
        // Within a batch, after a few more keys are rotated.
        const reached = (await countUnder()).current + Math.ceil(identities / (kills + 2));
        for (;;) {
          await delay(5);
          const { retired, current } = await countUnder();
          const isHere = retired > 0 && (killed === 0 ? current > 0 : current >= reached);
          if (isHere || child.exitCode !== null) break;
        }
        child.kill('SIGKILL');
        await ended;
        if ((await countUnder()).retired === 0) break;
      }
      // The last key is still the old one, so these reads fall within the rotation.
      await until(() => reading.reads > 10 || reading.failures.length > 0);
    });
    const { child, said } = started('rotate-keys', code);
    const [exitCode] = (await once(child, 'close')) as [number | null];
    const seconds = (performance.now() - began) / 1000;
    await reading.stop();

    expect({ exitCode, said: said() }).toEqual({
      exitCode: 0,
      said: expect.stringContaining('continues an interrupted rotation'),
    });
    expect(killed).toBe(kills);
    expect(reading.failures).toEqual([]);
    expect(await countUnder()).toEqual({ retired: 0, current: identities + 1 });
    expect((await currentKey()).id).not.toBe(before.id);
    // Found by the same number of tokens, and by none of the old key.
    const { count, some } = await tokens();
    expect(count).toBe(tokensBefore.count);
    expect(some.filter((token) => tokensBefore.some.includes(token))).toEqual([]);
    const [old] = await tracker.sql('SELECT wrapped, destroyed_at IS NOT NULL AS gone FROM vault.keys WHERE id = $1', [
      before.id,
    ]);
    expect(old).toEqual({ wrapped: null, gone: true });
    figure('key rotation', {
      identities: identities + 1,
      killed,
      seconds: seconds.toFixed(1),
      'reads meanwhile': reading.reads,
      failed: reading.failures.length,
    });
  }, 900_000);

  it('of the master key re-wraps each key, after which the previous one is not needed', async () => {
    const next = new Secret('vault-master-key', randomBytes(32));
    const { passwordPepper, factorKey, deconflictionKey, vaultMasterKey } = secrets;
    const previous = vaultMasterKey?.current ?? null;
    const both = MasterKeys.fromSecrets(
      new Secrets(passwordPepper, factorKey, deconflictionKey, { current: next, previous }),
    );
    const alone = MasterKeys.fromSecrets(
      new Secrets(passwordPepper, factorKey, deconflictionKey, { current: next, previous: null }),
    );
    const [victim] = ids;
    const client = tracker.as(complaint.by);

    await stepUp();
    const count = await rotateMasterKey(tracker.database.ownerUrl, new KeyRing(both), both.current.id);
    const again = await rotateMasterKey(tracker.database.ownerUrl, new KeyRing(both), both.current.id);
    const wrappedBy = await tracker.sql('SELECT DISTINCT wrapped_by FROM vault.keys WHERE destroyed_at IS NULL');
    const [row] = await tracker.sql<{ id: string; wrapped: Buffer; wrapped_by: string; task_force_id: string }>(
      'SELECT * FROM vault.keys WHERE destroyed_at IS NULL',
    );

    expect([count, again]).toEqual([1, 0]);
    expect(wrappedBy).toEqual([{ wrapped_by: next.id }]);
    const key = {
      id: row?.id ?? '',
      taskForceId: row?.task_force_id ?? '',
      wrapped: row?.wrapped ?? Buffer.of(),
      masterKeyId: next.id,
    };
    expect((await new KeyRing(alone).open(key)).id).toBe(key.id);
    // A running instance has the unwrapped key, and continues until it is started with both.
    const shown = await client.post(`/victims-identified/${victim ?? ''}/identity/reveal`, why);
    expect(shown.status).toBe(200);
    await rotateMasterKey(tracker.database.ownerUrl, new KeyRing(reversed(next, previous)), previous?.id ?? '');
  });

  it('of the master key is a command, which repeats nothing', async () => {
    const { child, said } = started('rotate-master');
    const [exitCode] = (await once(child, 'close')) as [number | null];

    expect({ exitCode, said: said() }).toEqual({
      exitCode: 0,
      said: expect.stringMatching(/^0 keys were rewrapped\. All keys are now under the master key [0-9a-f]+\.\n$/),
    });
  });

  it('skips an identity that was changed in the database, and reports it', async () => {
    const [first = ''] = ids;
    const [kept] = await tracker.sql<{ school: Buffer }>(
      'SELECT school FROM vault.encrypted_identities WHERE identity_id = $1',
      [first],
    );
    await tracker.sql(`UPDATE vault.encrypted_identities SET school = '\\x00' WHERE identity_id = $1`, [first]);
    const rotated = await rotateKeys(tracker.database.ownerUrl, ring(), code, () => undefined);
    expect(rotated).toEqual({ reencrypted: identities, notDecrypted: [first] });
    expect(await countUnder()).toEqual({ retired: 1, current: identities });
    await tracker.sql('UPDATE vault.encrypted_identities SET school = $2 WHERE identity_id = $1', [
      first,
      kept?.school,
    ]);
    expect(await rotateKeys(tracker.database.ownerUrl, ring(), code, () => undefined)).toEqual({
      reencrypted: 1,
      notDecrypted: [],
    });
    expect((await countUnder()).retired).toBe(0);
  }, 900_000);

  it('skips locked rows, and returns to them', async () => {
    const { taskForceId, code: other, victims } = await smallVault();
    const [first, , last] = victims;
    const inHand = await handHolding('SELECT FROM vault.encrypted_identities WHERE identity_id = $1 FOR UPDATE', last);

    const rotating = rotateKeys(tracker.database.ownerUrl, ring(), other, () => undefined);
    await until(async () => (await countUnder(taskForceId)).current === 2);
    // A batch that held the first row while it waited for the last would deadlock.
    await inHand.take('SELECT FROM vault.encrypted_identities WHERE identity_id = $1 FOR UPDATE', first);
    await inHand.letGo();

    expect(await rotating).toEqual({ reencrypted: 3, notDecrypted: [] });
    expect(await countUnder(taskForceId)).toEqual({ retired: 0, current: 3 });
  });

  it('and a concurrent destruction of an identity wait for each other', async () => {
    const { taskForceId, code: other, victims, by } = await smallVault();
    const [going, , last] = victims;
    const second = await given.account({ taskForceId, role: 'supervisor' });
    const order = { victimId: going, orderNumber: 'CI-1', reason: 'Expungement ordered by the court.' };
    const { id } = await given.made<IdentityDestructionView>(by, '/identity-destructions', order);
    const inHand = await handHolding('SELECT FROM vault.tokens WHERE identity_id = $1 FOR UPDATE', last);

    const rotating = rotateKeys(tracker.database.ownerUrl, ring(), other, () => undefined);
    await until(async () => (await countWaitingSessions(tracker)) === 1);
    const destroying = tracker.as(second).put(`/identity-destructions/${id}/approval`);
    await until(async () => (await countWaitingSessions(tracker)) === 2);
    await inHand.letGo();

    expect(await rotating).toEqual({ reencrypted: 3, notDecrypted: [] });
    expect((await destroying).status).toBe(200);
    expect(await countUnder(taskForceId)).toEqual({ retired: 0, current: 2 });
  });

  it('starts only by its exact command name', async () => {
    const { child, said } = started('rotate-everything');
    const [exitCode] = (await once(child, 'close')) as [number | null];

    expect([exitCode, said()]).toEqual([1, expect.stringContaining('npm run vault -- rotate-keys')]);
  });
});

/** Creates a task force with three children, whose identities were recorded in id order. */
async function smallVault(): Promise<{
  readonly taskForceId: string;
  readonly code: string;
  readonly victims: readonly string[];
  readonly by: GivenAccount;
}> {
  const { taskForceId, ...of } = await given.complaint();
  const victims: string[] = [];
  for (let child = 0; child < 3; child += 1) {
    const victim = await given.victim({ complaint: { taskForceId, ...of } });
    victims.push((await namedVictim(given, victim)).victimId);
  }
  const [row] = await tracker.sql<{ code: string }>('SELECT code FROM app.task_forces WHERE id = $1', [taskForceId]);
  const by = await given.account({ taskForceId, role: 'supervisor' });
  return { taskForceId, code: row?.code ?? '', victims: victims.sort(), by };
}

interface Hand {
  take(statement: string, id?: string): Promise<unknown>;
  letGo(): Promise<void>;
}

/** Starts a transaction that holds rows until it is released. */
async function handHolding(statement: string, id?: string): Promise<Hand> {
  const client = new pg.Client({ connectionString: tracker.database.adminUrl });
  await client.connect();
  await client.query('BEGIN');
  const take = (what: string, whose?: string): Promise<unknown> => client.query(what, [whose]);
  await take(statement, id);
  return {
    take,
    letGo: async () => {
      await client.query('COMMIT');
      await client.end();
    },
  };
}

function ring(): KeyRing {
  return new KeyRing(MasterKeys.fromSecrets(secrets));
}

/** Reverses the keys, so that the tracker of this spec can decrypt again. */
function reversed(next: Secret, previous: Secret | null): MasterKeys {
  const { passwordPepper, factorKey, deconflictionKey } = secrets;
  if (!previous) throw new Error('These secrets have a master key');
  return MasterKeys.fromSecrets(
    new Secrets(passwordPepper, factorKey, deconflictionKey, { current: previous, previous: next }),
  );
}
