/**
 * Codes of faults that a stream has because its other end has gone, or because it was destroyed for that reason. Writing after the
 * end (`ERR_STREAM_WRITE_AFTER_END`) is not among them: that is a fault of the program.
 */
const codes = ['ABORT_ERR', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE'];

/**
 * Whether a fault says that a stream was closed and nothing more. It leaves no unknown state: what the tracker keeps is in Postgres,
 * in transactions that end with their connection, and the process keeps nothing that a stream writes.
 */
export function isOfClosedStream(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && codes.includes(String(fault.code));
}
