import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { connected } from '../../platform/database/connected.js';
import { lineOfArchiveSeal } from './archive-seals.js';
import type { Link } from './link.js';
import { lineOf, type SealKeys } from './seals.js';
import { TrailReader, type ChainPart, type Span } from './trail-reader.js';

export const always: Span = { from: '-infinity', until: 'infinity' };

/**
 * Writes the trail, or one month of it, into a file that needs no database for verification. Each link is a line,
 * followed by a line per entry with the exact hashed text. A name that ends with .gz selects compression.
 */
export async function exportTrail(url: string, file: string, span: Span, keys: SealKeys): Promise<void> {
  await connected(url, 'tracker export', async (connection) => {
    const reader = new TrailReader(connection);
    await reader.begin();
    const out = new Lines(file);
    try {
      await writeTrail(reader, out, span, keys);
      await out.end();
    } catch (fault) {
      out.abandon();
      throw fault;
    }
  });
}

async function writeTrail(reader: TrailReader, out: Lines, span: Span, keys: SealKeys): Promise<void> {
  const pems = [...keys].map(([id, key]) => ({ id, pem: key.export({ type: 'spki', format: 'pem' }).toString() }));
  const archived = await reader.archived();
  await out.write({ kind: 'trail', format: 1, ...span, keys: pems, archived });
  const parts = new Map((await reader.parts(span)).map((part) => [part.chain, part]));
  for await (const seal of reader.seals()) {
    const part = parts.get(seal.chain);
    if (part && seal.position >= part.first && seal.position <= part.last) await out.line(lineOf(seal));
  }
  if (span === always) for (const seal of await reader.archiveSeals()) await out.line(lineOfArchiveSeal(seal));
  let entries = 0;
  let last: Link | null = null;
  for await (const rows of await reader.linksWithEntriesOf(span)) {
    for (const { link, entry } of rows) {
      if (last?.chain !== link.chain) await out.write(beginningOf(link.chain, parts.get(link.chain)));
      if (last?.chain !== link.chain || last.position !== link.position) await out.write({ kind: 'link', ...link });
      last = link;
      if (entry === null) continue;
      entries += 1;
      await out.line(entry);
    }
  }
  if (span === always) {
    for (const head of await reader.heads()) await out.write({ kind: 'head', ...head });
  }
  await out.write({ kind: 'end', entries, stored: await reader.entriesIn(span) });
}

function beginningOf(chain: string, part: ChainPart | undefined): object {
  const after = part?.before ? { chain, position: part.first - 1, hash: part.before } : null;
  return { kind: 'chain', chain, after };
}

/** Line writer. The file is complete once `end` has resolved. */
class Lines {
  private readonly file: WriteStream;
  private readonly out: Writable;
  private buffered = '';

  constructor(private readonly name: string) {
    this.file = createWriteStream(name, { mode: 0o600, flags: 'wx' });
    const gzip = name.endsWith('.gz') ? createGzip() : null;
    gzip?.pipe(this.file);
    this.out = gzip ?? this.file;
    // The error surfaces at the next write or at the end.
    this.file.on('error', (fault) => this.out.destroy(fault));
    this.out.on('error', () => undefined);
  }

  write(line: object): Promise<void> {
    return this.line(JSON.stringify(line));
  }

  async line(text: string): Promise<void> {
    this.buffered += `${text}\n`;
    if (this.buffered.length < 65_536) return;
    await this.flush();
  }

  async end(): Promise<void> {
    await this.flush();
    this.out.end();
    await finished(this.file);
    const handle = await open(this.name, 'r+');
    await handle.sync();
    await handle.close();
  }

  abandon(): void {
    this.out.destroy();
    this.file.destroy();
  }

  private async flush(): Promise<void> {
    const text = this.buffered;
    this.buffered = '';
    if (this.out.errored) throw this.out.errored;
    if (!this.out.write(text)) await once(this.out, 'drain');
  }
}
