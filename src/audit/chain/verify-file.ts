import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { linesOf } from '../../platform/streams/owned-stream.js';
import { parseArchiveSignature, type MonthArchive, type ArchiveSignature } from './archive-signatures.js';
import { ChainWalk, describeEntryRange, type ChainPosition } from './chain-walk.js';
import { VerificationError, Faults } from './verification-faults.js';
import type { Findings } from './verification-findings.js';
import { computeEntryDigest, createLinkDigest, describeChain, initialHash, type Link } from './link.js';
import { computeLeafHash, computeRootOfPath, type Digest } from './merkle-tree.js';
import type { ProvenEntry } from './record-proof.js';
import { RestoreCheck } from './restore-check.js';
import { SignatureCheck } from './signature-check.js';
import type { SignatureRecord } from './signature-lines.js';
import { computeKeyId } from './signing-keys.js';
import { parseHeadSignature, type HeadSignature, type TrustedKeys } from './head-signatures.js';

type Line =
  | {
      kind: 'trail';
      format: number;
      from: string;
      until: string;
      keys: { id: string; pem: string }[];
      archived: MonthArchive[];
    }
  | { kind: 'proof'; format: number; record: string; keys: { id: string; pem: string }[] }
  | ProvenEntry
  | { kind: 'chain'; chain: string; after: ChainPosition | null }
  // Format 1 had no version of a link.
  | (Omit<Link, 'version'> & { kind: 'link'; version?: Link['version'] })
  | (ChainPosition & { kind: 'head' })
  | { kind: 'end'; entries: number; stored?: number };

type Header = Extract<Line, { kind: 'trail' }> & { readonly isProof: boolean; readonly record?: string };

export interface FileFindings extends Findings {
  readonly fileDigest: string;
  /** Whether the keys came with the file. They prove consistency but not the identity of the signer. */
  readonly usesEmbeddedKeys: boolean;
  readonly acts: readonly MonthArchive[];
  readonly archiveSignatures: readonly ArchiveSignature[];
}

/**
 * Verifies an export or an archive without a database, in one pass. Only `verifyExport` also checks the files of
 * archived months.
 */
export async function verifyFile(
  file: string,
  {
    keys,
    signatures: externalSignatures,
    restoreKeys = new Map(),
  }: {
    readonly keys: TrustedKeys;
    readonly signatures: AsyncIterable<SignatureRecord> | null;
    readonly restoreKeys?: TrustedKeys;
  },
  onLink: (link: Link) => void = () => undefined,
): Promise<FileFindings> {
  const began = performance.now();
  const digest = createHash('sha256');
  const check = new FileCheck(keys, restoreKeys, onLink);
  try {
    for await (const line of linesOf(openFile(file, digest))) await check.readLine(line, externalSignatures);
  } catch (fault) {
    if (fault instanceof VerificationError) throw fault;
    throw new VerificationError(`${file} cannot be read to its end: ${(fault as Error).message}.`);
  }
  return { ...check.finish(), seconds: (performance.now() - began) / 1000, fileDigest: digest.digest('hex') };
}

class FileCheck {
  private readonly faults = new Faults();
  private readonly walk = new ChainWalk(this.faults);
  private readonly heads: ChainPosition[] = [];
  private trail: Header | null = null;
  private keys: TrustedKeys;
  private signatureCheck: SignatureCheck;
  private restoreCheck: RestoreCheck;
  private readonly restoreActs = new Set<string>();
  private signatureCount = 0;
  /** Chain of the part that is read. */
  private chain: string | null = null;
  private link: Link | null = null;
  private digest = createLinkDigest({ version: 1 });
  private entries = 0;
  private readonly acts: MonthArchive[] = [];
  private readonly archiveSignatures: ArchiveSignature[] = [];
  private isEnded = false;
  private isSigned = true;
  private unproven = 0;
  private newestLinkAt = 0;

  constructor(
    private readonly givenKeys: TrustedKeys,
    private readonly restoreKeys: TrustedKeys,
    private readonly onLink: (link: Link) => void,
  ) {
    this.keys = givenKeys;
    this.signatureCheck = new SignatureCheck(givenKeys, this.faults);
    this.restoreCheck = new RestoreCheck({ keys: givenKeys, restoreKeys }, this.faults);
  }

  async readLine(text: string, externalSignatures: AsyncIterable<SignatureRecord> | null): Promise<void> {
    if (text.startsWith('[')) {
      this.checkEntry(text);
      return;
    }
    const signature = parseHeadSignature(text);
    if (signature) {
      this.addHeadSignature(signature);
      return;
    }
    const archiveSignature = parseArchiveSignature(text);
    if (archiveSignature) {
      this.archiveSignatures.push(archiveSignature);
      return;
    }
    const line = parseLine(text);
    if (this.trail === null) {
      this.trail = toHeader(line);
      if (this.givenKeys.size === 0) this.keys = parseKeys(this.trail.keys);
      this.signatureCheck = new SignatureCheck(this.keys, this.faults);
      this.restoreCheck = new RestoreCheck({ keys: this.keys, restoreKeys: this.restoreKeys }, this.faults);
      if (externalSignatures) for await (const one of externalSignatures) this.addSignature(one);
      this.restoreCheck.begin(this.signatureCheck);
      return;
    }
    if (line === null || this.isEnded) this.faults.add('A line of the file is none that was written into it.');
    else this.checkLine(line);
  }

  finish(): Omit<FileFindings, 'seconds' | 'fileDigest'> {
    if (this.trail === null) throw new VerificationError('The file is empty.');
    this.closeLink();
    this.endPart();
    if (!this.isEnded) this.faults.add('The file ends before its end: it was cut off.');
    if (this.isWhole) {
      this.walk.compare(this.heads);
      this.signatureCheck.finish(this.walk.ends);
      const archivedMonths = this.trail.archived.map(({ month }) => month);
      this.restoreCheck.finish(this.walk.ends, this.restoreActs, archivedMonths);
    }
    return {
      entries: this.entries,
      links: this.walk.links,
      chains: this.walk.ends.size,
      signatures: this.signatureCheck.count,
      areSignaturesChecked: this.keys.size > 0 || this.signatureCount === 0,
      newestSignedAt: this.signatureCheck.newestSignedAt,
      unproven: this.trail.isProof ? this.unproven : null,
      unsignedLinks: this.isWhole ? this.signatureCheck.countUnsignedLinks(this.walk.ends) : 0,
      newestLinkAt: this.newestLinkAt,
      archived: this.trail.archived.filter(() => this.isWhole),
      missing: [],
      unsigned: [],
      acts: this.acts,
      restores: this.restoreCheck.restores,
      archiveSignatures: this.archiveSignatures,
      faults: this.faults,
      unlinked: 0,
      isSequenced: true,
      usesEmbeddedKeys: this.givenKeys.size === 0 && this.keys.size > 0,
    };
  }

  private get isWhole(): boolean {
    return this.trail?.from === '-infinity';
  }

  private addSignature(signature: SignatureRecord): void {
    if ('month' in signature) this.archiveSignatures.push(signature);
    else if ('chains' in signature) this.restoreCheck.add(signature);
    else this.addHeadSignature(signature);
  }

  private addHeadSignature(signature: HeadSignature): void {
    this.signatureCount += 1;
    if (this.keys.size > 0) this.signatureCheck.add(signature);
  }

  private checkLine(line: Line): void {
    switch (line.kind) {
      case 'chain':
        this.closeLink();
        this.beginChain(line.after ?? { chain: line.chain, position: 0, hash: initialHash });
        break;
      case 'link':
        this.closeLink();
        this.openLink({ ...line, version: line.version ?? 1 });
        break;
      case 'head':
        this.heads.push(line);
        break;
      case 'end':
        this.closeLink();
        this.isEnded = true;
        if (line.entries !== this.entries)
          this.faults.add(`The file has ${this.entries} entries, and was written with ${line.entries}.`);
        if (line.stored !== undefined && line.stored !== line.entries) {
          this.faults.add(`${line.stored - line.entries} entries were in no link when the file was written.`);
        }
        break;
      case 'entry':
        if (this.trail?.isProof === true && this.link) this.checkProvenEntry(line, this.link);
        else this.faults.add('An entry of the file stands below no link.');
        break;
      case 'trail':
      case 'proof':
        this.faults.add('A line of the file is none that was written into it.');
        break;
    }
  }

  private beginChain(after: ChainPosition): void {
    this.endPart();
    this.chain = after.chain;
    this.walk.beginAfter(after);
    this.signatureCheck.skipTo(after);
  }

  /** Counts a part of a chain that ends without a signature. In a proof nothing else vouches for it. */
  private endPart(): void {
    if (!this.isSigned) this.unproven += 1;
    this.isSigned = true;
  }

  private openLink(link: Link): void {
    if (link.chain !== this.chain) this.beginChain({ chain: link.chain, position: 0, hash: initialHash });
    this.walk.step(link);
    this.link = link;
    this.digest = createLinkDigest(link);
    this.newestLinkAt = Math.max(this.newestLinkAt, link.at / 1000);
    this.restoreCheck.checkLink(link);
    this.isSigned = this.signatureCheck.checkLink(link);
    this.onLink(link);
  }

  private checkEntry(text: string): void {
    this.entries += 1;
    if (text.includes('"trail.archived"')) this.acts.push(...parseArchiveAct(text));
    if (text.includes('"trail.restored"')) for (const digest of parseRestoreAct(text)) this.restoreActs.add(digest);
    if (!this.link) this.faults.add('An entry of the file stands below no link.');
    else if (this.trail?.isProof === true) this.faults.add('An entry of the proof has no path to its link.');
    else this.digest.add(this.digest.count, Buffer.from(text));
  }

  private closeLink(): void {
    const [link, digest] = [this.link, this.digest];
    this.link = null;
    if (!link || this.trail?.isProof === true || (digest.count === 0 && this.isInAnotherFile(link))) return;
    const where = `${describeChain(link.chain)}, link ${link.position} (${describeEntryRange(link)})`;
    if (digest.count !== link.entries)
      this.faults.add(`${where}: ${digest.count} of its ${link.entries} entries are there.`);
    else if (digest.result() !== link.digest) {
      this.faults.add(`${where}: an entry is not what it was, or not where it was.`);
    }
  }

  /** Checks that the entry of a proof leads to the digest of its link. */
  private checkProvenEntry({ index, path, text }: ProvenEntry, link: Link): void {
    this.entries += 1;
    if (this.trail?.record !== undefined && !text.includes(this.trail.record))
      this.faults.add(`${describeChain(link.chain)}, link ${link.position}: an entry is not about the record.`);
    if (computeProvenDigest({ index, path, text }, link) !== link.digest)
      this.faults.add(
        `${describeChain(link.chain)}, link ${link.position}: an entry is not what it was, or not where it was.`,
      );
  }

  /** Whether the entries of the link belong to another file: an archived month, or a month outside this file. */
  private isInAnotherFile({ at }: Link): boolean {
    if (!this.trail) return false;
    const { from, until, archived } = this.trail;
    const month = new Date(at / 1000).toISOString().slice(0, 7);
    if (from === '-infinity') return archived.some((archive) => archive.month === month);
    return at / 1000 < Date.parse(from) || at / 1000 >= Date.parse(until);
  }
}

/** Returns the header of a file of the trail. A proof is like a part of it: it has no heads. */
function toHeader(line: Line | null): Header {
  if (line?.kind === 'trail' && [1, 2].includes(line.format)) return { ...line, isProof: false };
  if (line?.kind !== 'proof' || line.format !== 1)
    throw new VerificationError('This is no file that audit:verify or audit:archive wrote.');
  return { ...line, kind: 'trail', from: '', until: '', archived: [], isProof: true };
}

function computeProvenDigest(
  { index, path, text }: Omit<ProvenEntry, 'kind'>,
  { version, entries }: Link,
): Digest | null {
  if (!path.every((digest) => /^[0-9a-f]{64}$/.test(digest))) return null;
  if (version === 2) return computeRootOfPath(computeLeafHash(Buffer.from(text)), index, entries, path);
  if (path.length !== entries || path[index] !== computeEntryDigest(Buffer.from(text))) return null;
  return createHash('sha256')
    .update(Buffer.from(path.join(''), 'hex'))
    .digest('hex');
}

function openFile(file: string, digest: ReturnType<typeof createHash>): Readable {
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
  });
  const source = createReadStream(file);
  // The reader of the lines receives the error.
  if (file.endsWith('.gz')) return pipeline(source, counting, createGunzip(), () => undefined);
  return pipeline(source, counting, () => undefined);
}

function parseLine(text: string): Line | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && 'kind' in found ? (found as Line) : null;
  } catch {
    return null;
  }
}

function parseArchiveAct(text: string): MonthArchive[] {
  const [, archivedAt, , , , , , , action, , , , , , , source, , , became] = JSON.parse(text) as unknown[];
  if (action !== 'trail.archived' || source !== 'archives') return [];
  const { month, entries, links, file_digest: digest } = became as Record<string, string | number>;
  const [ofMonth, fileDigest] = [String(month).slice(0, 7), String(digest).slice(2)];
  return [
    { month: ofMonth, entries: Number(entries), links: Number(links), fileDigest, archivedAt: Number(archivedAt) },
  ];
}

function parseRestoreAct(text: string): string[] {
  const [, , , , , , , , action, , , , , , , , , , became] = JSON.parse(text) as unknown[];
  return action === 'trail.restored' ? [(became as { readonly digest: string }).digest] : [];
}

function parseKeys(pems: readonly { pem: string }[]): TrustedKeys {
  const keys = new Map<string, KeyObject>();
  for (const { pem } of pems) {
    const key = createPublicKey(pem);
    keys.set(computeKeyId(key), key);
  }
  return keys;
}
