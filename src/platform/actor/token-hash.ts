import { createHash } from 'node:crypto';

/**
 * Returns the hash of a token of a session, a machine key, a device or a one-time link. The database receives only this
 * hash.
 */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
