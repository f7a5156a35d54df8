import { v7 } from 'uuid';

/**
 * Returns a UUIDv7 (RFC 9562). Ids of one process are ordered as they were made, also within a millisecond and when the clock steps
 * back. An id is known before the insert, is no secret, and shows when it was made.
 */
export function newId(): string {
  return v7();
}
