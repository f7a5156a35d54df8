import type { Connection } from '../../platform/database/connection.js';
import { DecryptionFailure, type CiphertextLocation } from '../../platform/secrets/encrypted-value.js';
import type { TaskForceKey } from './task-force-key.js';

interface WrappedTip {
  readonly id: string;
  readonly task_force_id: string;
  readonly wrapped_key: Buffer;
}

/** Result of re-wrapping one batch of tips. `last` is the last id of the batch; null if it was empty. */
export interface RewrappedTips {
  readonly rewrapped: number;
  readonly notDecrypted: readonly string[];
  readonly last: string | null;
}

const tipBatchSize = 500;

const selectTips = `
  SELECT v.id, v.task_force_id, v.wrapped_key FROM app.tip_versions v
   WHERE v.key_id = $1 AND v.id > $2 AND v.wrapped_key IS NOT NULL ORDER BY v.id LIMIT $3 FOR UPDATE`;
const updateTipKeys = `
  UPDATE app.tip_versions v SET key_id = $1, wrapped_key = n.wrapped_key
    FROM unnest($2::uuid[], $3::bytea[]) n (id, wrapped_key) WHERE v.id = n.id`;

/** Returns the encryption context of a tip version or of its key. */
export function tipEncryptionContext(
  taskForce: string,
  row: string,
  column: 'encrypted' | 'wrapped_key',
): CiphertextLocation {
  return { table: 'app.tip_versions', column, row, taskForce };
}

/**
 * Re-wraps the keys of the next tips by another key of the task force. The encrypted content is as long as a report and
 * remains unchanged.
 */
export async function rewrapTips(
  client: Connection,
  from: TaskForceKey,
  to: TaskForceKey,
  after: string,
): Promise<RewrappedTips> {
  const { rows } = await client.query<WrappedTip>(selectTips, [from.id, after, tipBatchSize]);
  const notDecrypted: string[] = [];
  const rewrapped = rows.flatMap((row) => {
    const wrapped = rewrapTipKey(row, from, to);
    if (!wrapped) notDecrypted.push(row.id);
    return wrapped ? [{ id: row.id, wrapped }] : [];
  });
  if (rewrapped.length > 0)
    await client.query(updateTipKeys, [to.id, rewrapped.map(({ id }) => id), rewrapped.map(({ wrapped }) => wrapped)]);
  return { rewrapped: rewrapped.length, notDecrypted, last: rows.at(-1)?.id ?? null };
}

function rewrapTipKey(
  { id, task_force_id, wrapped_key }: WrappedTip,
  from: TaskForceKey,
  to: TaskForceKey,
): Buffer | null {
  const context = tipEncryptionContext(task_force_id, id, 'wrapped_key');
  try {
    return to.wrapContentKey(from.unwrapContentKey(wrapped_key, context), context);
  } catch (fault) {
    if (fault instanceof DecryptionFailure) return null;
    throw fault;
  }
}
