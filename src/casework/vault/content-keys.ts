import type { Connection } from '../../platform/database/connection.js';
import { DecryptionFailure, type CiphertextLocation } from '../../platform/secrets/encrypted-value.js';
import type { TaskForceKey } from './task-force-key.js';

/** Table whose rows have encrypted content outside the vault, and the column of the content. */
export interface ContentTable {
  readonly table: 'app.tip_versions' | 'staging.drafts';
  readonly column: 'encrypted' | 'body';
}

export const tipContent: ContentTable = { table: 'app.tip_versions', column: 'encrypted' };
export const draftContent: ContentTable = { table: 'staging.drafts', column: 'body' };

/** Every table with such content. A rotation re-wraps the keys of each. */
export const contentTables: readonly ContentTable[] = [tipContent, draftContent];

interface WrappedContent {
  readonly id: string;
  readonly task_force_id: string;
  readonly wrapped_key: Buffer;
}

/** Result of re-wrapping one batch of keys. `last` is the last id of the batch; null if it was empty. */
export interface RewrappedKeys {
  readonly notDecrypted: readonly string[];
  readonly last: string | null;
}

const batchSize = 500;

const selectKeys = ({ table }: ContentTable): string => `
  SELECT v.id, v.task_force_id, v.wrapped_key FROM ${table} v
   WHERE v.key_id = $1 AND v.id > $2 AND v.wrapped_key IS NOT NULL ORDER BY v.id LIMIT $3 FOR UPDATE`;
const updateKeys = ({ table }: ContentTable): string => `
  UPDATE ${table} v SET key_id = $1, wrapped_key = n.wrapped_key
    FROM unnest($2::uuid[], $3::bytea[]) n (id, wrapped_key) WHERE v.id = n.id`;

/** Returns the encryption context of the content of a row, or of its key. */
export function contentContext(
  { table, column }: ContentTable,
  { taskForceId, id }: { readonly taskForceId: string; readonly id: string },
  part: 'content' | 'key',
): CiphertextLocation {
  return { table, column: part === 'content' ? column : 'wrapped_key', row: id, taskForce: taskForceId };
}

/**
 * Re-wraps the keys of the next rows of a table by another key of the task force. The encrypted content can be long and
 * remains unchanged.
 */
export async function rewrapContentKeys(
  client: Connection,
  content: ContentTable,
  { from, to }: { readonly from: TaskForceKey; readonly to: TaskForceKey },
  after: string,
): Promise<RewrappedKeys> {
  const { rows } = await client.query<WrappedContent>(selectKeys(content), [from.id, after, batchSize]);
  const notDecrypted: string[] = [];
  const rewrapped = rows.flatMap((row) => {
    const wrapped = rewrapKey(content, row, from, to);
    if (!wrapped) notDecrypted.push(row.id);
    return wrapped ? [{ id: row.id, wrapped }] : [];
  });
  if (rewrapped.length > 0)
    await client.query(updateKeys(content), [
      to.id,
      rewrapped.map(({ id }) => id),
      rewrapped.map(({ wrapped }) => wrapped),
    ]);
  return { notDecrypted, last: rows.at(-1)?.id ?? null };
}

function rewrapKey(
  content: ContentTable,
  { id, task_force_id: taskForceId, wrapped_key }: WrappedContent,
  from: TaskForceKey,
  to: TaskForceKey,
): Buffer | null {
  const context = contentContext(content, { taskForceId, id }, 'key');
  try {
    return to.wrapContentKey(from.unwrapContentKey(wrapped_key, context), context);
  } catch (fault) {
    if (fault instanceof DecryptionFailure) return null;
    throw fault;
  }
}
