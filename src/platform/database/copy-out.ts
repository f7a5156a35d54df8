import type pg from 'pg';
import type { Connection } from './connected.js';

/** The bytes of one row, a field after the other. They are gone when the next row comes: what is kept of them is a copy. */
export class CopiedRow {
  constructor(
    private readonly bytes: Buffer,
    private offset: number,
  ) {}

  /** A whole number that a double holds exactly. */
  whole(): number {
    const length = this.length();
    const at = this.offset;
    this.offset += length;
    if (length === 4) return this.bytes.readInt32BE(at);
    return this.bytes.readInt32BE(at) * 0x1_0000_0000 + this.bytes.readUInt32BE(at + 4);
  }

  /** The field's own bytes; null for none. */
  raw(): Buffer | null {
    const length = this.length();
    if (length < 0) return null;
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }

  private length(): number {
    const length = this.bytes.readInt32BE(this.offset);
    this.offset += 4;
    return length;
  }
}

/** The signature of Postgres's binary copy format, its flags, and the length of an extension it does not have. */
const headerLength = 19;
const fieldCountLength = 2;

/** So many rows are read ahead before the connection is held. */
const ahead = 4096;

/**
 * The rows of a COPY … TO STDOUT (FORMAT binary), in lots: never more in memory than a few lots, however many there are. Each
 * row is read as it arrives.
 */
export async function* copyOut<T>(
  connection: Connection,
  statement: string,
  read: (row: CopiedRow) => T,
): AsyncGenerator<readonly T[], void, undefined> {
  const copy = new Copy(statement, read);
  connection.query(copy);
  for (;;) {
    const lot = await copy.take();
    if (lot.length === 0) return;
    yield lot;
  }
}

/** What `pg` hands the messages of a copy to: it has this seam for it, and no copy of its own. */
class Copy<T> implements pg.Submittable {
  private lot: T[] = [];
  private stream?: { pause(): void; resume(): void };
  private wanted?: () => void;
  private fault: Error | null = null;
  private isOver = false;
  private isFirst = true;

  constructor(
    private readonly statement: string,
    private readonly read: (row: CopiedRow) => T,
  ) {}

  async take(): Promise<readonly T[]> {
    while (this.lot.length === 0 && !this.isOver) {
      await new Promise<void>((resolve) => {
        this.wanted = resolve;
      });
    }
    if (this.fault) throw this.fault;
    const lot = this.lot;
    this.lot = [];
    this.stream?.resume();
    return lot;
  }

  submit(connection: unknown): void {
    const to = connection as { stream: { pause(): void; resume(): void }; query(text: string): void };
    this.stream = to.stream;
    to.query(this.statement);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const start = this.isFirst ? headerLength : 0;
    this.isFirst = false;
    // The last message is a field count of minus one.
    if (chunk.length < start + fieldCountLength || chunk.readInt16BE(start) < 0) return;
    this.lot.push(this.read(new CopiedRow(chunk, start + fieldCountLength)));
    if (this.lot.length === ahead) this.stream?.pause();
    if (this.lot.length >= ahead) this.wake();
  }

  handleCommandComplete(): void {
    this.wake();
  }

  handleError(fault: Error): void {
    this.fault ??= fault;
    this.end();
  }

  handleReadyForQuery(): void {
    this.end();
  }

  private end(): void {
    this.isOver = true;
    this.wake();
  }

  private wake(): void {
    this.wanted?.();
    delete this.wanted;
  }
}
