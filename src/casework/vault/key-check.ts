import { DecryptionFailure } from '../../platform/secrets/encrypted-value.js';
import type { Connection } from '../../platform/database/connection.js';
import { decryptValues, type EncryptedIdentityRow } from './encrypted-identity.js';
import type { KeyRing } from './key-ring.js';

/** One row for each key in use, with one of its identities if it has any. */
const selectSamples = `
  SELECT k.id AS "keyId", k.task_force_id AS "taskForceId", k.wrapped, k.wrapped_by AS "masterKeyId", s.*
    FROM vault.keys k
    LEFT JOIN LATERAL (
         SELECT i.identity_id, i.wrapped_key, i.given_name, i.family_name, i.born_on, i.address, i.phone, i.email, i.school, i.guardian
           FROM vault.encrypted_identities i WHERE i.key_id = k.id ORDER BY i.identity_id LIMIT 1) s ON true
   WHERE k.destroyed_at IS NULL ORDER BY k.task_force_id, k.id`;

interface Sample extends EncryptedIdentityRow {
  readonly keyId: string;
  readonly taskForceId: string;
  readonly wrapped: Buffer;
  readonly masterKeyId: string;
  readonly identity_id: string | null;
}

export interface KeyCheck {
  readonly keys: number;
  /** Keys with an identity, which was decrypted. */
  readonly identities: number;
  /** Keys that did not unwrap, or whose identity could not be decrypted. */
  readonly unreadable: number;
}

/** Unwraps every key of the vault and decrypts one identity of each. It returns numbers alone. */
export async function checkKeys(connection: Connection, ring: KeyRing): Promise<KeyCheck> {
  const { rows } = await connection.query<Sample>(selectSamples);
  let [identities, unreadable] = [0, 0];
  for (const row of rows) {
    if (!(await isReadable(row, ring))) unreadable += 1;
    else if (row.identity_id !== null) identities += 1;
  }
  return { keys: rows.length, identities, unreadable };
}

async function isReadable(row: Sample, ring: KeyRing): Promise<boolean> {
  const { keyId: id, taskForceId, wrapped, masterKeyId, identity_id: identityId } = row;
  try {
    const key = await ring.open({ id, taskForceId, wrapped, masterKeyId });
    if (identityId !== null) decryptValues(row, key, identityId);
    return true;
  } catch (fault) {
    if (fault instanceof DecryptionFailure) return false;
    throw fault;
  }
}
