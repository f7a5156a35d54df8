import { v7 } from 'uuid';

/**
 * Returns a UUIDv7 (RFC 9562). Ids of one process increase, even within a millisecond and when the clock goes back. An
 * id is known before the insert, is no secret and contains its creation time.
 */
export function newId(): string {
  return v7();
}
