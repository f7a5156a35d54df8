import { to } from 'pg-copy-streams';
import { partsOf } from '../streams/owned-stream.js';
import type { Connection } from './connection.js';

/** Fields of one copied row, in order. Kept bytes keep the whole chunk in memory that they arrived in. */
export class CopiedRow {
  /** Bounds of the value of the last field that `next()` moved to. */
  start = 0;
  end = 0;

  constructor(
    readonly bytes: Buffer,
    public position: number,
  ) {}

  /** Moves to the next field. Returns whether it has a value. */
  next(): boolean {
    const length = this.readLength();
    this.start = this.position;
    this.position += Math.max(0, length);
    this.end = this.position;
    return length >= 0;
  }

  /** Reads an integer that fits exactly into a double. */
  readInteger(): number {
    const length = this.readLength();
    const at = this.position;
    this.position += length;
    if (length === 4) return this.bytes.readInt32BE(at);
    return this.bytes.readInt32BE(at) * 0x1_0000_0000 + this.bytes.readUInt32BE(at + 4);
  }

  readBytes(): Buffer | null {
    const length = this.readLength();
    if (length < 0) return null;
    this.position += length;
    return this.bytes.subarray(this.position - length, this.position);
  }

  private readLength(): number {
    const length = this.bytes.readInt32BE(this.position);
    this.position += 4;
    return length;
  }
}

/** Signature of the binary copy format, its flags and the length of its empty extension. */
const headerLength = 19;
const fieldCountLength = 2;
const fieldLengthLength = 4;

/**
 * Yields the rows of a COPY … TO STDOUT (FORMAT binary) in batches. Memory holds one arriving chunk and the rest of the
 * previous one.
 */
export async function* copyOut<T>(
  connection: Connection,
  statement: string,
  read: (row: CopiedRow) => T,
): AsyncGenerator<readonly T[], void, undefined> {
  let rest = Buffer.alloc(0);
  let offset = headerLength;
  for await (const part of partsOf(connection.query(to(statement)))) {
    const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
    const lot: T[] = [];
    for (let end = rowEnd(bytes, offset); end !== null; end = rowEnd(bytes, offset)) {
      lot.push(read(new CopiedRow(bytes, offset + fieldCountLength)));
      offset = end;
    }
    const start = Math.min(offset, bytes.length);
    rest = Buffer.from(bytes.subarray(start));
    offset -= start;
    if (lot.length > 0) yield lot;
  }
  if (rest.length !== fieldCountLength) throw new Error('The copy ended within a row');
}

/** Returns the offset after a row; null for an incomplete row and at the end, which has a field count of -1. */
function rowEnd(bytes: Buffer, start: number): number | null {
  if (bytes.length < start + fieldCountLength) return null;
  const fields = bytes.readInt16BE(start);
  if (fields < 0) return null;
  let end = start + fieldCountLength;
  for (let field = 0; field < fields; field += 1) {
    if (bytes.length < end + fieldLengthLength) return null;
    // SQL NULL has the length -1.
    end += fieldLengthLength + Math.max(0, bytes.readInt32BE(end));
  }
  return bytes.length < end ? null : end;
}
