import { setTimeout as delay } from 'node:timers/promises';
import { connected, type Connection } from '../../platform/database/connected.js';
import { NotOpened, SealingKey } from '../../platform/secrets/sealed-value.js';
import { KeyRing, type WrappedKey } from './key-ring.js';
import { openedValues, tokensOf, type SealedRow } from './sealed-identity.js';
import type { TaskForceKey } from './task-force-key.js';
import { columnOf, identityColumns, identityFields } from './vault.words.js';
import { rewrapTips } from './wrapped-tips.js';

type Say = (line: string) => void;

/** Number of identities re-encrypted per transaction. It bounds the wait of concurrent changes. */
const identitiesAtATime = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';
/** Delay before retrying locked rows, in milliseconds. */
const untilLetGoMs = 50;

/**
 * Advisory lock: two concurrent rotations would each retire the other's key. It ends with its connection, even if the
 * process is killed.
 */
const takeTurn = `SELECT pg_try_advisory_lock(hashtext('tracker:vault')) AS taken`;
const nameChange = 'SELECT audit.begin_change($1, NULL, NULL, NULL)';

const livingKeys = `
  SELECT k.id, k.task_force_id, k.wrapped, k.wrapped_by, k.retired_at IS NULL AS "isCurrent", t.code
    FROM vault.keys k JOIN app.task_forces t ON t.id = k.task_force_id
   WHERE k.destroyed_at IS NULL AND ($1::text IS NULL OR t.code = $1) ORDER BY t.code, k.made_at, k.id`;
const rewrap = 'UPDATE vault.keys SET wrapped = $2, wrapped_by = $3 WHERE id = $1 AND destroyed_at IS NULL';
const retire = 'UPDATE vault.keys SET retired_at = now() WHERE id = $1 AND retired_at IS NULL';
const addKey = 'INSERT INTO vault.keys (id, task_force_id, wrapped, wrapped_by) VALUES ($1, $2, $3, $4)';
// Destroys a retired key that nothing uses. Its copies in backups expire with those.
const destroy = `
  UPDATE vault.keys k SET wrapped = NULL, wrapped_by = NULL, destroyed_at = now()
   WHERE k.id = $1 AND k.retired_at IS NOT NULL AND NOT EXISTS (SELECT FROM vault.sealed_identities s WHERE s.key_id = k.id)
     AND NOT EXISTS (SELECT FROM app.tip_versions v WHERE v.key_id = k.id AND v.wrapped_key IS NOT NULL)`;
// Skips rows that another transaction has locked, because waiting for them could deadlock.
const underRetired = `
  SELECT s.identity_id, s.key_id, s.wrapped_key, s.given_name, s.family_name, s.born_on, s.address, s.phone, s.email, s.school,
         s.guardian
    FROM vault.sealed_identities s
   WHERE s.key_id = $1 AND s.identity_id > $2 AND s.identity_id <> ALL ($4) ORDER BY s.identity_id LIMIT $3
     FOR UPDATE SKIP LOCKED`;
const leftUnder = `
  SELECT EXISTS (SELECT FROM vault.sealed_identities s WHERE s.key_id = $1 AND s.identity_id <> ALL ($2)) AS "isLeft"`;
const reseal = `
  UPDATE vault.sealed_identities s
     SET key_id = $1, wrapped_key = n.wrapped_key, given_name = n.given_name, family_name = n.family_name, born_on = n.born_on,
         address = n.address, phone = n.phone, email = n.email, school = n.school, guardian = n.guardian
    FROM unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[],
                $10::bytea[], $11::bytea[])
         n (id, wrapped_key, given_name, family_name, born_on, address, phone, email, school, guardian)
   WHERE s.identity_id = n.id`;
const forget = 'DELETE FROM vault.tokens WHERE identity_id = ANY ($1)';
const findBy = `
  INSERT INTO vault.tokens (task_force_id, identity_id, kind, token)
  SELECT DISTINCT $1::uuid, n.id, n.kind, n.token FROM unnest($2::uuid[], $3::text[], $4::bytea[]) n (id, kind, token)`;

interface LivingKey {
  readonly id: string;
  readonly task_force_id: string;
  readonly wrapped: Buffer;
  readonly wrapped_by: string;
  readonly isCurrent: boolean;
  readonly code: string;
}

interface SealedIdentity extends SealedRow {
  readonly identity_id: string;
}

interface Resealed {
  readonly id: string;
  readonly wrapped: Buffer;
  readonly columns: readonly (Buffer | null)[];
  readonly tokens: ReturnType<typeof tokensOf>;
}

/** A rotation error with a message for the operator, such as a concurrent rotation. */
export class CannotRotate extends Error {
  override readonly name = 'CannotRotate';
}

export interface Rotated {
  readonly resealed: number;
  /** Identities that could not be decrypted. They and their key remain unchanged. */
  readonly notOpened: readonly string[];
}

/** Re-wraps every key by the current master key. Resumable. Returns the number of keys re-wrapped. */
export function rotateMaster(url: string, ring: KeyRing, presentId: string): Promise<number> {
  return inTurn(url, async (client) => {
    const { rows } = await client.query<LivingKey>(livingKeys, [null]);
    const others = rows.filter(({ wrapped_by: by }) => by !== presentId);
    for (const row of others) {
      const anew = await ring.wrapAnew(wrappedIn(row));
      await inTransaction(client, 'vault.master-key-rotated', () =>
        client.query(rewrap, [row.id, anew.wrapped, anew.by]),
      );
    }
    return others.length;
  });
}

/**
 * Gives each task force, or the one with that code, a new key, and re-encrypts every identity under a new key of its
 * own. It runs in batches beside other requests; an identity is always entirely under one key. Resumable: it continues
 * with what remains under the retired key.
 */
export function rotateKeys(url: string, ring: KeyRing, code: string | null, say: Say): Promise<Rotated> {
  return inTurn(url, async (client) => {
    const before = (await client.query<LivingKey>(livingKeys, [code])).rows;
    if (before.length === 0) throw new CannotRotate('There is no such key: no identity is recorded there.');
    const isUnfinished = new Set(before.filter(({ isCurrent }) => !isCurrent).map((row) => row.task_force_id));
    for (const row of before.filter(({ isCurrent }) => isCurrent)) {
      if (isUnfinished.has(row.task_force_id)) say(`${row.code}: goes on with a rotation that was broken off.`);
      else await replaceKey(client, ring, row);
    }
    const rows = (await client.query<LivingKey>(livingKeys, [code])).rows;
    const notOpened: string[] = [];
    let resealed = 0;
    for (const retired of rows.filter(({ isCurrent }) => !isCurrent)) {
      const current = rows.find((row) => row.isCurrent && row.task_force_id === retired.task_force_id);
      if (!current) throw new CannotRotate(`${retired.code} has no current key.`);
      const found = await resealUnder(client, ring, retired, current);
      const tips = await rewrapUnder(client, ring, retired, current);
      resealed += found.resealed;
      notOpened.push(...found.notOpened, ...tips);
      await inTransaction(client, 'vault.key-destroyed', () => client.query(destroy, [retired.id]));
      say(`${retired.code}: ${found.resealed} identities sealed anew.`);
    }
    return { resealed, notOpened };
  });
}

/** Retires the old key and adds the new one in one transaction, after concurrent recordings have ended. */
function replaceKey(client: Connection, ring: KeyRing, row: LivingKey): Promise<void> {
  return inTransaction(client, 'vault.key-replaced', async () => {
    const made = await ring.make(row.task_force_id);
    await client.query(retire, [row.id]);
    await client.query(addKey, [made.id, made.taskForceId, made.wrapped, made.by]);
  });
}

async function resealUnder(
  client: Connection,
  ring: KeyRing,
  retired: LivingKey,
  current: LivingKey,
): Promise<Rotated> {
  const [from, to] = [await ring.open(wrappedIn(retired)), await ring.open(wrappedIn(current))];
  const notOpened: string[] = [];
  let resealed = 0;
  let after = beforeAll;
  for (;;) {
    const batch = await inTransaction(client, 'vault.resealed', () =>
      resealBatch(client, { from, to, after, without: notOpened }),
    );
    notOpened.push(...batch.notOpened);
    resealed += batch.resealed;
    if (batch.last !== null) {
      after = batch.last;
      // Yields to requests that wait for a row of the batch, or for the processor.
      await delay(1);
      continue;
    }
    const { rows } = await client.query<{ isLeft: boolean }>(leftUnder, [retired.id, notOpened]);
    if (!rows[0]?.isLeft) return { resealed, notOpened };
    after = beforeAll;
    await delay(untilLetGoMs);
  }
}

/** Re-wraps the keys of tips. Returns the ids of the tips that could not be unwrapped. */
async function rewrapUnder(
  client: Connection,
  ring: KeyRing,
  retired: LivingKey,
  current: LivingKey,
): Promise<readonly string[]> {
  const [from, to] = [await ring.open(wrappedIn(retired)), await ring.open(wrappedIn(current))];
  const notOpened: string[] = [];
  for (let after: string | null = beforeAll; after !== null;) {
    const begin: string = after;
    const batch = await inTransaction(client, 'vault.resealed', () => rewrapTips(client, from, to, begin));
    notOpened.push(...batch.notOpened);
    after = batch.last;
  }
  return notOpened;
}

/** The old and the new key, and the range of identities: those after `after`, except those in `without`. */
interface Batch {
  readonly from: TaskForceKey;
  readonly to: TaskForceKey;
  readonly after: string;
  readonly without: readonly string[];
}

/** Re-encrypts one batch of identities. `last` is the last id of the batch; null if it was empty. */
async function resealBatch(
  client: Connection,
  { from, to, after, without }: Batch,
): Promise<Rotated & { readonly last: string | null }> {
  const { rows } = await client.query<SealedIdentity>(underRetired, [from.id, after, identitiesAtATime, without]);
  const notOpened: string[] = [];
  const batch = rows.flatMap((row) => {
    const anew = resealedFrom(row, from, to);
    if (!anew) notOpened.push(row.identity_id);
    return anew ? [anew] : [];
  });
  await store(client, to, batch);
  return { resealed: batch.length, notOpened, last: rows.at(-1)?.identity_id ?? null };
}

function resealedFrom(row: SealedIdentity, from: TaskForceKey, to: TaskForceKey): Resealed | null {
  const { identity_id: id } = row;
  try {
    const values = openedValues(row, from, id);
    const own = SealingKey.random();
    const columns = identityFields.map((field) => {
      const text = values[field];
      return text === null ? null : to.seal(text, own, id, columnOf[field]);
    });
    return { id, wrapped: to.wrap(own, id), columns, tokens: tokensOf(values, to) };
  } catch (fault) {
    if (fault instanceof NotOpened) return null;
    throw fault;
  }
}

async function store(client: Connection, to: TaskForceKey, batch: readonly Resealed[]): Promise<void> {
  if (batch.length === 0) return;
  const ids = batch.map(({ id }) => id);
  const columns = identityColumns.map((_, index) => batch.map((one) => one.columns[index] ?? null));
  await client.query(reseal, [to.id, ids, batch.map(({ wrapped }) => wrapped), ...columns]);
  await client.query(forget, [ids]);
  await client.query(findBy, [
    to.taskForceId,
    batch.flatMap(({ id, tokens }) => tokens.kinds.map(() => id)),
    batch.flatMap(({ tokens }) => tokens.kinds),
    batch.flatMap(({ tokens }) => tokens.tokens),
  ]);
}

function wrappedIn({ id, task_force_id: taskForceId, wrapped, wrapped_by: by }: LivingKey): WrappedKey {
  return { id, taskForceId, wrapped, by };
}

function inTurn<T>(url: string, work: (client: Connection) => Promise<T>): Promise<T> {
  return connected(url, 'tracker vault', async (client) => {
    const { rows } = await client.query<{ taken: boolean }>(takeTurn);
    if (!rows[0]?.taken) throw new CannotRotate('Another rotation is under way on this database.');
    return work(client);
  });
}

async function inTransaction<T>(client: Connection, action: string, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query(nameChange, [action]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw fault;
  }
}
