import type { Connection } from '../../platform/database/connected.js';
import { NotOpened, type Place } from '../../platform/secrets/sealed-value.js';
import type { TaskForceKey } from './task-force-key.js';

interface WrappedTip {
  readonly id: string;
  readonly task_force_id: string;
  readonly wrapped_key: Buffer;
}

/** Result of re-wrapping one batch of tips. `last` is the last id of the batch; null if it was empty. */
export interface RewrappedTips {
  readonly rewrapped: number;
  readonly notOpened: readonly string[];
  readonly last: string | null;
}

const tipsAtATime = 500;

const tipsUnder = `
  SELECT v.id, v.task_force_id, v.wrapped_key FROM app.tip_versions v
   WHERE v.key_id = $1 AND v.id > $2 AND v.wrapped_key IS NOT NULL ORDER BY v.id LIMIT $3 FOR UPDATE`;
const rewrap = `
  UPDATE app.tip_versions v SET key_id = $1, wrapped_key = n.wrapped_key
    FROM unnest($2::uuid[], $3::bytea[]) n (id, wrapped_key) WHERE v.id = n.id`;

/** Returns the encryption context of a tip version or of its key. */
export function placeOfTip(taskForce: string, row: string, column: 'sealed' | 'wrapped_key'): Place {
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
  const { rows } = await client.query<WrappedTip>(tipsUnder, [from.id, after, tipsAtATime]);
  const notOpened: string[] = [];
  const anew = rows.flatMap((row) => {
    const wrapped = wrappedAnew(row, from, to);
    if (!wrapped) notOpened.push(row.id);
    return wrapped ? [{ id: row.id, wrapped }] : [];
  });
  if (anew.length > 0)
    await client.query(rewrap, [to.id, anew.map(({ id }) => id), anew.map(({ wrapped }) => wrapped)]);
  return { rewrapped: anew.length, notOpened, last: rows.at(-1)?.id ?? null };
}

function wrappedAnew(
  { id, task_force_id, wrapped_key }: WrappedTip,
  from: TaskForceKey,
  to: TaskForceKey,
): Buffer | null {
  const place = placeOfTip(task_force_id, id, 'wrapped_key');
  try {
    return to.wrapAt(from.unwrapAt(wrapped_key, place), place);
  } catch (fault) {
    if (fault instanceof NotOpened) return null;
    throw fault;
  }
}
