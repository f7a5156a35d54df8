import { withNewConnection } from '../../platform/database/connection.js';
import { formatHeadSignature, type TrustedKeys } from './head-signatures.js';
import { LineWriter } from './line-writer.js';
import { computeEntryDigest, type Link } from './link.js';
import { linkBefore } from './link-committed.js';
import { computeLeafHash, computePath, type Digest } from './merkle-tree.js';
import { TrailReader, type LinkEntry, type ProofLink } from './trail-reader.js';

/** Entry of a proof, below its link: its hashed text, and the hashes that lead from it to the digest of the link. */
export interface ProvenEntry {
  readonly kind: 'entry';
  /** Place of the entry among those of its link. */
  readonly index: number;
  /** Path in the Merkle tree. A link of version 1 has no tree: it is proved by the digests of all its entries. */
  readonly path: readonly Digest[];
  readonly text: string;
}

/**
 * Writes the entries about one record into a file, each with its path, and the links from it to the next signature. The
 * file has no other entry, and needs no database for verification. Returns the number of entries.
 */
export async function exportProof(url: string, file: string, record: string, keys: TrustedKeys): Promise<number> {
  return withNewConnection(url, 'tracker export', async (connection) => {
    await linkBefore(connection);
    const reader = new TrailReader(connection);
    await reader.begin();
    const out = new LineWriter(file);
    try {
      const entries = await writeProof(reader, out, record, keys);
      await out.finish();
      return entries;
    } catch (fault) {
      out.abandon();
      throw fault;
    }
  });
}

async function writeProof(reader: TrailReader, out: LineWriter, record: string, keys: TrustedKeys): Promise<number> {
  const pems = [...keys].map(([id, key]) => ({ id, pem: key.export({ type: 'spki', format: 'pem' }).toString() }));
  const links = await reader.proofOf(record);
  await out.writeObject({ kind: 'proof', format: 1, record, keys: pems });
  const positions = new Set(links.map(nameOf));
  for await (const signature of reader.headSignatures())
    if (positions.has(nameOf(signature))) await out.writeLine(formatHeadSignature(signature));
  let entries = 0;
  let last: ProofLink | null = null;
  for (const proofLink of links) {
    const { before, isAbout, ...link } = proofLink;
    if (last?.chain !== link.chain || last.position !== link.position - 1) {
      const after = before === null ? null : { chain: link.chain, position: link.position - 1, hash: before };
      await out.writeObject({ kind: 'chain', chain: link.chain, after });
    }
    last = proofLink;
    await out.writeObject({ kind: 'link', ...link });
    if (!isAbout) continue;
    for (const entry of proveEntries(link, await reader.entriesOfLink(link, record))) {
      entries += 1;
      await out.writeObject(entry);
    }
  }
  await out.writeObject({ kind: 'end', entries });
  return entries;
}

function nameOf({ chain, position }: Pick<Link, 'chain' | 'position'>): string {
  return `${chain} ${position}`;
}

function proveEntries({ version }: Link, all: readonly LinkEntry[]): ProvenEntry[] {
  const hashes = all.map(({ text }) => (version === 1 ? computeEntryDigest : computeLeafHash)(Buffer.from(text)));
  return all.flatMap(({ text, isAbout }, index) =>
    isAbout ? [{ kind: 'entry', index, path: version === 1 ? hashes : computePath(hashes, index), text }] : [],
  );
}
