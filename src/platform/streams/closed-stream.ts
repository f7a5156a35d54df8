/**
 * Error codes of a stream whose other end has closed, or that was destroyed for that reason. A write after the end is a
 * program error.
 */
const codes = ['ABORT_ERR', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE'];

/**
 * Whether an error only reports a closed stream. Ignoring it is safe: data is in transactions that end with their
 * connection.
 */
export function isClosedStreamError(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && codes.includes(String(fault.code));
}
