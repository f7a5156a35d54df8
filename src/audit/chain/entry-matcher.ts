import { describeEntryRange } from './chain-walk.js';
import type { Faults } from './verification-faults.js';
import { LinkDigest, describeChain, type Digest, type Link } from './link.js';

export interface ChainEntry {
  readonly at: number;
  readonly seq: number;
  readonly chain: string;
  readonly transaction: number;
  readonly digest: Digest;
}

interface OpenLink {
  readonly link: Link;
  readonly digest: LinkDigest;
}

/** Maximum of links that wait for entries at the same time. Beyond it the oldest is closed as incomplete. */
const maxOpenLinks = 1024;

/** Assignment of entries, in order of time, to the few links that are open. */
export class EntryMatcher {
  entries = 0;
  private openLinks: OpenLink[] = [];

  constructor(private readonly faults: Faults) {}

  /** Opens a link. Links arrive in order of time, each before its first entry. */
  openLink(link: Link): void {
    this.openLinks.push({ link, digest: new LinkDigest() });
    if (this.openLinks.length > maxOpenLinks) this.close(0);
  }

  addEntry({ seq, chain, transaction, digest }: ChainEntry): void {
    this.entries += 1;
    for (let index = this.openLinks.length - 1; index >= 0; index -= 1) {
      const { link, digest: linkDigest } = this.openLinks[index] as OpenLink;
      if (link.transaction !== transaction || link.chain !== chain || seq < link.firstSeq || seq > link.lastSeq)
        continue;
      linkDigest.add(digest);
      if (linkDigest.count === link.entries) this.close(index);
      return;
    }
    this.faults.add(`${describeChain(chain)}: entry ${seq} is in no link.`);
  }

  finish(): void {
    while (this.openLinks.length > 0) this.close(0);
  }

  private close(index: number): void {
    const [closed] = this.openLinks.splice(index, 1);
    if (!closed) return;
    const { link, digest } = closed;
    const where = `${describeChain(link.chain)}, link ${link.position} (${describeEntryRange(link)})`;
    if (digest.count < link.entries) {
      this.faults.add(`${where}: ${digest.count} of its ${link.entries} entries are there.`);
    } else if (digest.result() !== link.digest) {
      this.faults.add(`${where}: an entry is not what it was, or not where it was.`);
    }
  }
}
