import { seqs } from './chain-walk.js';
import type { Faults } from './faults.js';
import { LinkDigest, nameOf, type Digest, type Link } from './link.js';

/** Trail entry as far as the chain needs it: its position and the digest of its text. */
export interface ReadEntry {
  readonly at: number;
  readonly seq: number;
  readonly chain: string;
  readonly transaction: number;
  readonly digest: Digest;
}

interface Open {
  readonly link: Link;
  readonly digest: LinkDigest;
}

/** Maximum of links that wait for entries at the same time. Beyond it the oldest is closed as incomplete. */
const mostOpen = 1024;

/** Assignment of entries, in order of time, to their links. Few links are open at the same time. */
export class EntryMatch {
  entries = 0;
  private open: Open[] = [];

  constructor(private readonly faults: Faults) {}

  /** Opens a link. Links arrive in order of time, each before its first entry. */
  begin(link: Link): void {
    this.open.push({ link, digest: new LinkDigest() });
    if (this.open.length > mostOpen) this.close(0);
  }

  take({ seq, chain, transaction, digest }: ReadEntry): void {
    this.entries += 1;
    for (let index = this.open.length - 1; index >= 0; index -= 1) {
      const { link, digest: of } = this.open[index] as Open;
      if (link.transaction !== transaction || link.chain !== chain || seq < link.firstSeq || seq > link.lastSeq)
        continue;
      of.add(digest);
      if (of.count === link.entries) this.close(index);
      return;
    }
    this.faults.add(`${nameOf(chain)}: entry ${seq} is in no link.`);
  }

  end(): void {
    while (this.open.length > 0) this.close(0);
  }

  private close(index: number): void {
    const [closed] = this.open.splice(index, 1);
    if (!closed) return;
    const { link, digest } = closed;
    const where = `${nameOf(link.chain)}, link ${link.position} (${seqs(link)})`;
    if (digest.count < link.entries) {
      this.faults.add(`${where}: ${digest.count} of its ${link.entries} entries are there.`);
    } else if (digest.result() !== link.digest) {
      this.faults.add(`${where}: an entry is not what it was, or not where it was.`);
    }
  }
}
