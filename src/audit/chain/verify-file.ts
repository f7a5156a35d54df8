import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { linesOf } from '../../platform/streams/owned-stream.js';
import { archiveSealIn, type Archived, type ArchiveSeal } from './archive-seals.js';
import { ChainWalk, seqs, type Standing } from './chain-walk.js';
import { CannotVerify, Faults } from './faults.js';
import type { Findings } from './findings.js';
import { beginning, entryDigest, LinkDigest, nameOf, type Link } from './link.js';
import { SealCheck } from './seal-check.js';
import { keyIdOf } from './seal-keys.js';
import { sealIn, type Seal, type SealKeys } from './seals.js';

/** Line of the file other than an entry or a signature. */
type Line =
  | {
      kind: 'trail';
      format: number;
      from: string;
      until: string;
      keys: { id: string; pem: string }[];
      archived: Archived[];
    }
  | { kind: 'chain'; chain: string; after: Standing | null }
  | (Link & { kind: 'link' })
  | (Standing & { kind: 'head' })
  | { kind: 'end'; entries: number; stored: number };

/** Result of the verification of a file, with its digest. */
export interface FileFindings extends Findings {
  readonly fileDigest: string;
  /** Whether the keys came with the file. They prove consistency but not the identity of the signer. */
  readonly isByItsOwnKeys: boolean;
  readonly acts: readonly Archived[];
  readonly archiveSeals: readonly ArchiveSeal[];
}

/**
 * Verifies an export or an archive without a database, in one pass. `onLink` receives each link. Only `verifyExport`
 * also checks the files of archived months.
 */
export async function verifyFile(
  file: string,
  { keys, seals: outside }: { readonly keys: SealKeys; readonly seals: AsyncIterable<Seal | ArchiveSeal> | null },
  onLink: (link: Link) => void = () => undefined,
): Promise<FileFindings> {
  const began = performance.now();
  const digest = createHash('sha256');
  const check = new FileCheck(keys, onLink);
  try {
    for await (const line of linesOf(read(file, digest))) await check.line(line, outside);
  } catch (fault) {
    if (fault instanceof CannotVerify) throw fault;
    throw new CannotVerify(`${file} cannot be read to its end: ${(fault as Error).message}.`);
  }
  return { ...check.end(), seconds: (performance.now() - began) / 1000, fileDigest: digest.digest('hex') };
}

class FileCheck {
  private readonly faults = new Faults();
  private readonly walk = new ChainWalk(this.faults);
  private readonly heads: Standing[] = [];
  private trail: Extract<Line, { kind: 'trail' }> | null = null;
  private keys: SealKeys;
  private check: SealCheck;
  private seals = 0;
  private link: Link | null = null;
  private digest = new LinkDigest();
  private entries = 0;
  private readonly acts: Archived[] = [];
  private readonly archiveSeals: ArchiveSeal[] = [];
  private isEnded = false;
  private newestLinkAt = 0;

  constructor(
    private readonly given: SealKeys,
    private readonly onLink: (link: Link) => void,
  ) {
    this.keys = given;
    this.check = new SealCheck(given, this.faults);
  }

  async line(text: string, outside: AsyncIterable<Seal | ArchiveSeal> | null): Promise<void> {
    if (text.startsWith('[')) {
      this.entry(text);
      return;
    }
    const seal = sealIn(text);
    if (seal) {
      this.expect(seal);
      return;
    }
    const archiveSeal = archiveSealIn(text);
    if (archiveSeal) {
      this.archiveSeals.push(archiveSeal);
      return;
    }
    const line = parsed(text);
    if (this.trail === null) {
      if (line?.kind !== 'trail' || line.format !== 1)
        throw new CannotVerify('This is no file that audit:verify or audit:archive wrote.');
      this.trail = line;
      if (this.given.size === 0) this.keys = keysIn(line.keys);
      this.check = new SealCheck(this.keys, this.faults);
      if (outside) for await (const one of outside) this.take(one);
      return;
    }
    if (line === null || this.isEnded) this.faults.add('A line of the file is none that was written into it.');
    else this.told(line);
  }

  end(): Omit<FileFindings, 'seconds' | 'fileDigest'> {
    if (this.trail === null) throw new CannotVerify('The file is empty.');
    this.closeLink();
    if (!this.isEnded) this.faults.add('The file ends before its end: it was cut off.');
    if (this.isWhole) {
      this.walk.compare(this.heads);
      this.check.end(this.walk.ends);
    }
    return {
      entries: this.entries,
      links: this.walk.links,
      chains: this.walk.ends.size,
      seals: this.check.count,
      areSealsChecked: this.keys.size > 0 || this.seals === 0,
      newestSeal: this.check.newest,
      unsealed: this.isWhole ? this.check.unsealed(this.walk.ends) : 0,
      newestLinkAt: this.newestLinkAt,
      archived: this.trail.archived.filter(() => this.isWhole),
      missing: [],
      unsigned: [],
      acts: this.acts,
      archiveSeals: this.archiveSeals,
      faults: this.faults,
      isByItsOwnKeys: this.given.size === 0 && this.keys.size > 0,
    };
  }

  private get isWhole(): boolean {
    return this.trail?.from === '-infinity';
  }

  private take(seal: Seal | ArchiveSeal): void {
    if ('month' in seal) this.archiveSeals.push(seal);
    else this.expect(seal);
  }

  /** Registers a signature. Signatures precede the links and are compared with them later. */
  private expect(seal: Seal): void {
    this.seals += 1;
    if (this.keys.size > 0) this.check.expect(seal);
  }

  private told(line: Line): void {
    switch (line.kind) {
      case 'chain':
        this.closeLink();
        this.begin(line.after ?? { chain: line.chain, position: 0, hash: beginning });
        break;
      case 'link':
        this.closeLink();
        this.openLink(line);
        break;
      case 'head':
        this.heads.push(line);
        break;
      case 'end':
        this.closeLink();
        this.isEnded = true;
        if (line.entries !== this.entries)
          this.faults.add(`The file has ${this.entries} entries, and was written with ${line.entries}.`);
        if (line.stored !== line.entries) {
          this.faults.add(`${line.stored - line.entries} entries were in no link when the file was written.`);
        }
        break;
      case 'trail':
        this.faults.add('A line of the file is none that was written into it.');
        break;
    }
  }

  private begin(after: Standing): void {
    this.walk.beginAfter(after);
    this.check.skipTo(after);
  }

  private openLink(link: Link): void {
    this.walk.step(link);
    this.link = link;
    this.newestLinkAt = Math.max(this.newestLinkAt, link.at / 1000);
    this.check.pass(link);
    this.onLink(link);
  }

  private entry(text: string): void {
    this.entries += 1;
    if (text.includes('"trail.archived"')) this.acts.push(...actIn(text));
    if (this.link) this.digest.add(entryDigest(Buffer.from(text)));
    else this.faults.add('An entry of the file stands below no link.');
  }

  private closeLink(): void {
    const [link, digest] = [this.link, this.digest];
    this.link = null;
    this.digest = new LinkDigest();
    if (!link || (digest.count === 0 && this.isElsewhere(link))) return;
    const where = `${nameOf(link.chain)}, link ${link.position} (${seqs(link)})`;
    if (digest.count !== link.entries)
      this.faults.add(`${where}: ${digest.count} of its ${link.entries} entries are there.`);
    else if (digest.result() !== link.digest) {
      this.faults.add(`${where}: an entry is not what it was, or not where it was.`);
    }
  }

  /** Whether the entries of the link belong to another file: an archived month, or a month outside this file. */
  private isElsewhere({ at }: Link): boolean {
    if (!this.trail) return false;
    const { from, until, archived } = this.trail;
    const month = new Date(at / 1000).toISOString().slice(0, 7);
    if (from === '-infinity') return archived.some((gone) => gone.month === month);
    return at / 1000 < Date.parse(from) || at / 1000 >= Date.parse(until);
  }
}

function read(file: string, digest: ReturnType<typeof createHash>): Readable {
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

function parsed(text: string): Line | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && 'kind' in found ? (found as Line) : null;
  } catch {
    return null;
  }
}

/** Returns the archived month that the text of an entry records, or an empty list. */
function actIn(text: string): Archived[] {
  const [, archivedAt, , , , , , , action, , , , , , , source, , , became] = JSON.parse(text) as unknown[];
  if (action !== 'trail.archived' || source !== 'archives') return [];
  const { month, entries, links, file_digest: digest } = became as Record<string, string | number>;
  const [ofMonth, fileDigest] = [String(month).slice(0, 7), String(digest).slice(2)];
  return [
    { month: ofMonth, entries: Number(entries), links: Number(links), fileDigest, archivedAt: Number(archivedAt) },
  ];
}

function keysIn(pems: readonly { pem: string }[]): SealKeys {
  const keys = new Map<string, KeyObject>();
  for (const { pem } of pems) {
    const key = createPublicKey(pem);
    keys.set(keyIdOf(key), key);
  }
  return keys;
}
