import { withNewConnection } from '../../platform/database/connection.js';
import { formatArchiveSignature } from './archive-signatures.js';
import { LineWriter } from './line-writer.js';
import { linkBefore } from './link-committed.js';
import type { Link } from './link.js';
import { formatHeadSignature, type TrustedKeys } from './head-signatures.js';
import { TrailReader, type ChainPart, type TimeRange } from './trail-reader.js';

export const wholeTrail: TimeRange = { from: '-infinity', until: 'infinity' };

/**
 * Writes the trail, or one month of it, into a file that needs no database for verification. Each link is a line,
 * followed by a line per entry with the exact hashed text. A name that ends with .gz selects compression.
 */
export async function exportTrail(url: string, file: string, span: TimeRange, keys: TrustedKeys): Promise<void> {
  await withNewConnection(url, 'tracker export', async (connection) => {
    await linkBefore(connection);
    const reader = new TrailReader(connection);
    await reader.begin();
    const out = new LineWriter(file);
    try {
      await writeTrail(reader, out, span, keys);
      await out.finish();
    } catch (fault) {
      out.abandon();
      throw fault;
    }
  });
}

async function writeTrail(reader: TrailReader, out: LineWriter, span: TimeRange, keys: TrustedKeys): Promise<void> {
  const pems = [...keys].map(([id, key]) => ({ id, pem: key.export({ type: 'spki', format: 'pem' }).toString() }));
  const archived = await reader.archives();
  await out.writeObject({ kind: 'trail', format: 2, ...span, keys: pems, archived });
  const parts = new Map((await reader.parts(span)).map((part) => [part.chain, part]));
  for await (const signature of reader.headSignatures()) {
    const part = parts.get(signature.chain);
    if (part && signature.position >= part.first && signature.position <= part.last)
      await out.writeLine(formatHeadSignature(signature));
  }
  if (span === wholeTrail)
    for (const signature of await reader.archiveSignatures()) await out.writeLine(formatArchiveSignature(signature));
  let entries = 0;
  let last: Link | null = null;
  for await (const rows of await reader.linksWithEntriesOf(span)) {
    for (const { link, entry } of rows) {
      if (last?.chain !== link.chain) await out.writeObject(toChainLine(link.chain, parts.get(link.chain)));
      if (last?.chain !== link.chain || last.position !== link.position)
        await out.writeObject({ kind: 'link', ...link });
      last = link;
      if (entry === null) continue;
      entries += 1;
      await out.writeLine(entry);
    }
  }
  if (span === wholeTrail) {
    for (const head of await reader.heads()) await out.writeObject({ kind: 'head', ...head });
  }
  await out.writeObject({ kind: 'end', entries, stored: await reader.countEntries(span) });
}

function toChainLine(chain: string, part: ChainPart | undefined): object {
  const after = part?.before ? { chain, position: part.first - 1, hash: part.before } : null;
  return { kind: 'chain', chain, after };
}
