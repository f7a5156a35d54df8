import { v7 } from 'uuid';

/**
 * Returns a UUIDv7 (RFC 9562). Ids of one process increase, even when the clock goes back. An id is known before the
 * insert, and is no secret.
 */
export function newId(): string {
  return v7();
}
