import type { CopiedRow } from '../../platform/database/copy-out.js';
import type { ChainEntry } from './entry-matcher.js';
import { JsonBytes } from './json-bytes.js';
import { formatUuid, nilChain } from './link.js';

/** Columns of an entry in the order of its text. Postgres sends their stored bytes, and the verifier makes the text. */
export const columnsOfEntry =
  'e.seq, e.at, e.transaction, e.account_id, e.session_id, e.role, e.actor_agency, e.task_force_id, e.action, e.subject, ' +
  'e.complaint_id, e.outcome, e.reason, e.request_id, e.address::text, e.source, e.row_id, e.was, e.became, e.withheld, e.records';

/** Function that writes a value of a column as Postgres does in JSON. */
type ValueWriter = (text: JsonBytes, bytes: Buffer, start: number, end: number) => void;

/** Microseconds from 1970 to 2000, from which Postgres counts. */
const postgresEpoch = Date.UTC(2000, 0) * 1000;

const writeUuid: ValueWriter = (text, bytes, start) => {
  text.writeUuid(bytes, start);
};

const writeString: ValueWriter = (text, bytes, start, end) => {
  text.writeString(bytes, start, end);
};

/** Writes an address. Its text as a column has the mask of a single address, which Postgres omits in JSON. */
const writeAddress: ValueWriter = (text, bytes, start, end) => {
  const address = bytes.toString('latin1', start, end);
  text.writeString(Buffer.from(address.replace(address.includes(':') ? /\/128$/ : /\/32$/, ''), 'latin1'));
};

/** Writes a jsonb value: its text follows a version of one byte. */
const writeJson: ValueWriter = (text, bytes, start, end) => {
  text.writeRaw(bytes, start + 1, end);
};

/** Returns the writer of arrays. Their bytes are the number of dimensions, two more numbers, two of each dimension, and the values. */
function writerOfArray(write: ValueWriter): ValueWriter {
  return (text, bytes, start) => {
    const dimensions = bytes.readInt32BE(start);
    const sizes = Array.from({ length: dimensions }, (_, index) => bytes.readInt32BE(start + 12 + 8 * index));
    let at = start + 12 + 8 * dimensions;
    const writeLevel = (level: number): void => {
      if (level === dimensions && dimensions > 0) {
        const length = bytes.readInt32BE(at);
        at += 4;
        if (length < 0) text.writeRaw(nullWord);
        else write(text, bytes, at, at + length);
        at += Math.max(0, length);
        return;
      }
      text.writeRaw(opening);
      for (let index = 0; index < (sizes[level] ?? 0); index += 1) {
        if (index > 0) text.writeRaw(comma);
        writeLevel(level + 1);
      }
      text.writeRaw(closing);
    };
    writeLevel(0);
  };
}

const [opening, closing, comma, separator, quote, nullWord] = ['[', ']', ',', ', ', '"', 'null'].map((word) =>
  Buffer.from(word),
) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];

/** Writers of the columns after the first three, which are numbers. */
const writers: readonly ValueWriter[] = [
  writeUuid,
  writeUuid,
  writeString,
  writeUuid,
  writeUuid,
  writeString,
  writeUuid,
  writeUuid,
  writeString,
  writeString,
  writeString,
  writeAddress,
  writeString,
  writeUuid,
  writeJson,
  writeJson,
  writerOfArray(writeString),
  writerOfArray(writeUuid),
];

/** Position of the task force among them. */
const chainIndex = 4;

const text = new JsonBytes();

/** Entry of a copied row. */
export class CopiedEntry implements ChainEntry {
  readonly seq: number;
  readonly at: number;
  readonly transaction: number;
  readonly chain: string;
  private readonly rest: number;

  constructor(private readonly row: CopiedRow) {
    this.seq = row.readInteger();
    this.at = row.readInteger() + postgresEpoch;
    this.transaction = row.readInteger();
    this.rest = row.position;
    for (let index = 0; index < chainIndex; index += 1) row.next();
    this.chain = row.next() ? formatUuid(row.bytes.subarray(row.start, row.end)) : nilChain;
  }

  /** Text that the chain hashes, as `audit.canonical` makes it. It is valid until that of another entry is read. */
  get text(): Buffer {
    const { row } = this;
    text.clear();
    text.writeRaw(opening);
    text.writeInteger(this.seq);
    text.writeRaw(separator);
    text.writeInteger(this.at);
    text.writeRaw(separator);
    text.writeRaw(quote);
    text.writeInteger(this.transaction);
    text.writeRaw(quote);
    row.position = this.rest;
    for (const write of writers) {
      text.writeRaw(separator);
      if (row.next()) write(text, row.bytes, row.start, row.end);
      else text.writeRaw(nullWord);
    }
    text.writeRaw(closing);
    return text.read();
  }
}
