import { setTimeout as delay } from 'node:timers/promises';
import { withNewConnection, type Connection } from '../../platform/database/connection.js';
import { DecryptionFailure, EncryptionKey } from '../../platform/secrets/encrypted-value.js';
import { KeyRing, type WrappedKey } from './key-ring.js';
import { decryptValues, computeTokens, type EncryptedIdentityRow } from './encrypted-identity.js';
import type { TaskForceKey } from './task-force-key.js';
import { columnByField, identityColumns, identityFields } from './vault.enums.js';
import { contentTables, rewrapContentKeys } from './content-keys.js';

type Print = (line: string) => void;

/** Number of identities re-encrypted per transaction. It bounds the wait of concurrent changes. */
const identityBatchSize = 200;
const nilId = '00000000-0000-0000-0000-000000000000';
/** Delay before retrying locked rows, in milliseconds. */
const lockRetryMs = 50;

/**
 * Advisory lock: two concurrent rotations would each retire the other's key. It ends with its connection, even if the
 * process is killed.
 */
const acquireLock = `SELECT pg_try_advisory_lock(hashtext('tracker:vault')) AS taken`;
const beginChange = 'SELECT audit.begin_change($1, NULL, NULL, NULL)';

const selectActiveKeys = `
  SELECT k.id, k.task_force_id, k.wrapped, k.wrapped_by, k.retired_at IS NULL AS "isCurrent", t.code
    FROM vault.keys k JOIN app.task_forces t ON t.id = k.task_force_id
   WHERE k.destroyed_at IS NULL AND ($1::text IS NULL OR t.code = $1) ORDER BY t.code, k.created_at, k.id`;
const updateKey = 'UPDATE vault.keys SET wrapped = $2, wrapped_by = $3 WHERE id = $1 AND destroyed_at IS NULL';
const retireKey = 'UPDATE vault.keys SET retired_at = now() WHERE id = $1 AND retired_at IS NULL';
const addKey = 'INSERT INTO vault.keys (id, task_force_id, wrapped, wrapped_by) VALUES ($1, $2, $3, $4)';
// Destroys a retired key that nothing uses. Its copies in backups expire with those.
const destroyKey = `
  UPDATE vault.keys k SET wrapped = NULL, wrapped_by = NULL, destroyed_at = now()
   WHERE k.id = $1 AND k.retired_at IS NOT NULL AND NOT EXISTS (SELECT FROM vault.encrypted_identities s WHERE s.key_id = k.id)
     ${contentTables.map(({ table }) => `AND NOT EXISTS (SELECT FROM ${table} v WHERE v.key_id = k.id AND v.wrapped_key IS NOT NULL)`).join(' ')}`;
// Skips rows that another transaction has locked, because waiting for them could deadlock.
const selectUnderRetiredKey = `
  SELECT s.identity_id, s.key_id, s.wrapped_key, s.given_name, s.family_name, s.born_on, s.address, s.phone, s.email, s.school,
         s.guardian
    FROM vault.encrypted_identities s
   WHERE s.key_id = $1 AND s.identity_id > $2 AND s.identity_id <> ALL ($4) ORDER BY s.identity_id LIMIT $3
     FOR UPDATE SKIP LOCKED`;
const selectHasRemaining = `
  SELECT EXISTS (SELECT FROM vault.encrypted_identities s WHERE s.key_id = $1 AND s.identity_id <> ALL ($2)) AS "isLeft"`;
const updateIdentities = `
  UPDATE vault.encrypted_identities s
     SET key_id = $1, wrapped_key = n.wrapped_key, given_name = n.given_name, family_name = n.family_name, born_on = n.born_on,
         address = n.address, phone = n.phone, email = n.email, school = n.school, guardian = n.guardian
    FROM unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[],
                $10::bytea[], $11::bytea[])
         n (id, wrapped_key, given_name, family_name, born_on, address, phone, email, school, guardian)
   WHERE s.identity_id = n.id`;
const deleteTokens = 'DELETE FROM vault.tokens WHERE identity_id = ANY ($1)';
const insertTokens = `
  INSERT INTO vault.tokens (task_force_id, identity_id, kind, token)
  SELECT DISTINCT $1::uuid, n.id, n.kind, n.token FROM unnest($2::uuid[], $3::text[], $4::bytea[]) n (id, kind, token)`;

interface ActiveKey {
  readonly id: string;
  readonly task_force_id: string;
  readonly wrapped: Buffer;
  readonly wrapped_by: string;
  readonly isCurrent: boolean;
  readonly code: string;
}

interface EncryptedIdentity extends EncryptedIdentityRow {
  readonly identity_id: string;
}

interface ReencryptedIdentity {
  readonly id: string;
  readonly wrapped: Buffer;
  readonly columns: readonly (Buffer | null)[];
  readonly tokens: ReturnType<typeof computeTokens>;
}

/** A rotation error with a message for the operator, such as a concurrent rotation. */
export class RotationError extends Error {
  override readonly name = 'RotationError';
}

export interface RotationResult {
  readonly reencrypted: number;
  /** Identities that could not be decrypted. They and their key remain unchanged. */
  readonly notDecrypted: readonly string[];
}

/** Re-wraps every key by the current master key and returns their number. Resumable. */
export function rotateMasterKey(url: string, ring: KeyRing, currentId: string): Promise<number> {
  return withRotationLock(url, async (client) => {
    const { rows } = await client.query<ActiveKey>(selectActiveKeys, [null]);
    const others = rows.filter(({ wrapped_by: by }) => by !== currentId);
    for (const row of others) {
      const renewed = await ring.rewrap(toWrappedKey(row));
      await inTransaction(client, 'vault.master-key-rotated', () =>
        client.query(updateKey, [row.id, renewed.wrapped, renewed.masterKeyId]),
      );
    }
    return others.length;
  });
}

/**
 * Gives each task force, or the one with that code, a new key, and re-encrypts every identity, in batches beside other requests. Resumable:
 * an identity is always entirely under one key.
 */
export function rotateKeys(url: string, ring: KeyRing, code: string | null, print: Print): Promise<RotationResult> {
  return withRotationLock(url, async (client) => {
    const before = (await client.query<ActiveKey>(selectActiveKeys, [code])).rows;
    if (before.length === 0)
      throw new RotationError(
        'There is no key to rotate, because no identity is recorded there. Check the code of the task force.',
      );
    const unfinishedTaskForces = new Set(before.filter(({ isCurrent }) => !isCurrent).map((row) => row.task_force_id));
    for (const row of before.filter(({ isCurrent }) => isCurrent)) {
      if (unfinishedTaskForces.has(row.task_force_id))
        print(`${row.code}: The command continues an interrupted rotation.`);
      else await replaceKey(client, ring, row);
    }
    const rows = (await client.query<ActiveKey>(selectActiveKeys, [code])).rows;
    const notDecrypted: string[] = [];
    let reencrypted = 0;
    for (const retired of rows.filter(({ isCurrent }) => !isCurrent)) {
      const current = rows.find((row) => row.isCurrent && row.task_force_id === retired.task_force_id);
      if (!current) throw new RotationError(`${retired.code} has no current key.`);
      const found = await reencryptIdentities(client, ring, retired, current);
      const contents = await rewrapKeysOfContents(client, ring, retired, current);
      reencrypted += found.reencrypted;
      notDecrypted.push(...found.notDecrypted, ...contents);
      await inTransaction(client, 'vault.key-destroyed', () => client.query(destroyKey, [retired.id]));
      print(`${retired.code}: ${found.reencrypted} identities were re-encrypted.`);
    }
    return { reencrypted, notDecrypted };
  });
}

/** Retires the old key and adds the new one in one transaction, after concurrent recordings have ended. */
function replaceKey(client: Connection, ring: KeyRing, row: ActiveKey): Promise<void> {
  return inTransaction(client, 'vault.key-replaced', async () => {
    const newKey = await ring.create(row.task_force_id);
    await client.query(retireKey, [row.id]);
    await client.query(addKey, [newKey.id, newKey.taskForceId, newKey.wrapped, newKey.masterKeyId]);
  });
}

async function reencryptIdentities(
  client: Connection,
  ring: KeyRing,
  retired: ActiveKey,
  current: ActiveKey,
): Promise<RotationResult> {
  const [from, to] = [await ring.open(toWrappedKey(retired)), await ring.open(toWrappedKey(current))];
  const notDecrypted: string[] = [];
  let reencrypted = 0;
  let after = nilId;
  for (;;) {
    const batch = await inTransaction(client, 'vault.reencrypted', () =>
      reencryptBatch(client, { from, to, after, excludedIds: notDecrypted }),
    );
    notDecrypted.push(...batch.notDecrypted);
    reencrypted += batch.reencrypted;
    if (batch.last !== null) {
      after = batch.last;
      // Yields to requests that wait for a row of the batch, or for the processor.
      await delay(1);
      continue;
    }
    const { rows } = await client.query<{ isLeft: boolean }>(selectHasRemaining, [retired.id, notDecrypted]);
    if (!rows[0]?.isLeft) return { reencrypted, notDecrypted };
    after = nilId;
    await delay(lockRetryMs);
  }
}

/** Re-wraps the keys of tips and drafts. Returns the ids of the rows that could not be unwrapped. */
async function rewrapKeysOfContents(
  client: Connection,
  ring: KeyRing,
  retired: ActiveKey,
  current: ActiveKey,
): Promise<readonly string[]> {
  const [from, to] = [await ring.open(toWrappedKey(retired)), await ring.open(toWrappedKey(current))];
  const notDecrypted: string[] = [];
  for (const content of contentTables) {
    for (let after: string | null = nilId; after !== null;) {
      const begin: string = after;
      const batch = await inTransaction(client, 'vault.reencrypted', () =>
        rewrapContentKeys(client, content, { from, to }, begin),
      );
      notDecrypted.push(...batch.notDecrypted);
      after = batch.last;
    }
  }
  return notDecrypted;
}

/** The old and the new key, and the range of identities: those after `after`, except those in `without`. */
interface Batch {
  readonly from: TaskForceKey;
  readonly to: TaskForceKey;
  readonly after: string;
  readonly excludedIds: readonly string[];
}

/** Re-encrypts one batch of identities. `last` is the last id of the batch; null if it was empty. */
async function reencryptBatch(
  client: Connection,
  { from, to, after, excludedIds }: Batch,
): Promise<RotationResult & { readonly last: string | null }> {
  const { rows } = await client.query<EncryptedIdentity>(selectUnderRetiredKey, [
    from.id,
    after,
    identityBatchSize,
    excludedIds,
  ]);
  const notDecrypted: string[] = [];
  const batch = rows.flatMap((row) => {
    const renewed = reencryptIdentity(row, from, to);
    if (!renewed) notDecrypted.push(row.identity_id);
    return renewed ? [renewed] : [];
  });
  await storeBatch(client, to, batch);
  return { reencrypted: batch.length, notDecrypted, last: rows.at(-1)?.identity_id ?? null };
}

function reencryptIdentity(row: EncryptedIdentity, from: TaskForceKey, to: TaskForceKey): ReencryptedIdentity | null {
  const { identity_id: id } = row;
  try {
    const values = decryptValues(row, from, id);
    const identityKey = EncryptionKey.random();
    const columns = identityFields.map((field) => {
      const text = values[field];
      return text === null ? null : to.encrypt(text, identityKey, id, columnByField[field]);
    });
    return { id, wrapped: to.wrap(identityKey, id), columns, tokens: computeTokens(values, to) };
  } catch (fault) {
    if (fault instanceof DecryptionFailure) return null;
    throw fault;
  }
}

async function storeBatch(client: Connection, to: TaskForceKey, batch: readonly ReencryptedIdentity[]): Promise<void> {
  if (batch.length === 0) return;
  const ids = batch.map(({ id }) => id);
  const columns = identityColumns.map((_, index) => batch.map((one) => one.columns[index] ?? null));
  await client.query(updateIdentities, [to.id, ids, batch.map(({ wrapped }) => wrapped), ...columns]);
  await client.query(deleteTokens, [ids]);
  await client.query(insertTokens, [
    to.taskForceId,
    batch.flatMap(({ id, tokens }) => tokens.kinds.map(() => id)),
    batch.flatMap(({ tokens }) => tokens.kinds),
    batch.flatMap(({ tokens }) => tokens.tokens),
  ]);
}

function toWrappedKey({ id, task_force_id: taskForceId, wrapped, wrapped_by: by }: ActiveKey): WrappedKey {
  return { id, taskForceId, wrapped, masterKeyId: by };
}

function withRotationLock<T>(url: string, work: (client: Connection) => Promise<T>): Promise<T> {
  return withNewConnection(url, 'tracker vault', async (client) => {
    const { rows } = await client.query<{ taken: boolean }>(acquireLock);
    if (!rows[0]?.taken) throw new RotationError('Another rotation is under way on this database.');
    return work(client);
  });
}

async function inTransaction<T>(client: Connection, action: string, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query(beginChange, [action]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw fault;
  }
}
