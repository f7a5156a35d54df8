import { describeEntryRange } from './chain-walk.js';
import type { Faults } from './verification-faults.js';
import { createLinkDigest, describeChain, type LinkDigest, type StoredLink } from './link.js';

export interface ChainEntry {
  readonly at: number;
  readonly seq: number;
  readonly chain: string;
  readonly transaction: number;
  /** Text that the chain hashes. */
  readonly text: Buffer;
}

/** First entry of a statement that has no link yet. */
export interface UnlinkedEntry {
  readonly at: number;
  readonly transaction: number;
  readonly seq: number;
  /** Time since the transaction began, by the clock of the database. */
  readonly waitedSeconds: number;
}

interface OpenLink {
  readonly link: StoredLink;
  readonly digest: LinkDigest;
}

/** Maximum of links that wait for entries at the same time. Beyond it the oldest is closed as incomplete. */
const maxOpenLinks = 1024;

/** Assignment of entries, in order of time, to the few links that are open. */
export class EntryMatcher {
  entries = 0;
  /** Number of entries that still wait for the sequencer. */
  unlinked = 0;
  private readonly openLinks = new Set<OpenLink>();
  private readonly byTransaction = new Map<number, OpenLink[]>();
  private readonly waiting: ReadonlyMap<string, number>;

  constructor(
    private readonly faults: Faults,
    unlinkedEntries: readonly UnlinkedEntry[] = [],
  ) {
    this.waiting = new Map(unlinkedEntries.map((first) => [instantOf(first), first.seq]));
  }

  /** Opens a link. Links arrive in order of time, each before its first entry. */
  openLink(link: StoredLink): void {
    const open = { link, digest: createLinkDigest(link) };
    this.openLinks.add(open);
    for (const transaction of link.transactions) {
      const others = this.byTransaction.get(transaction);
      if (others) others.push(open);
      else this.byTransaction.set(transaction, [open]);
    }
    if (this.openLinks.size <= maxOpenLinks) return;
    const [oldest] = this.openLinks;
    if (oldest) this.close(oldest);
  }

  addEntry(entry: ChainEntry): void {
    const { seq, chain, transaction, text } = entry;
    this.entries += 1;
    // The sequencer of an earlier version linked the rest of a large transaction with others, so two ranges may contain the entry. The rest
    // begins with its own link, which opened last.
    const open = this.byTransaction
      .get(transaction)
      ?.findLast(({ link }) => link.chain === chain && seq >= link.firstSeq && seq <= link.lastSeq);
    if (open) {
      open.digest.add(seq, text);
      if (open.digest.count === open.link.entries) this.close(open);
      return;
    }
    if (seq >= (this.waiting.get(instantOf(entry)) ?? Number.POSITIVE_INFINITY)) this.unlinked += 1;
    else this.faults.add(`${describeChain(chain)}: entry ${seq} is in no link.`);
  }

  finish(): void {
    for (const open of [...this.openLinks]) this.close(open);
  }

  private close(open: OpenLink): void {
    const { link, digest } = open;
    this.openLinks.delete(open);
    for (const transaction of link.transactions) {
      const others = this.byTransaction.get(transaction)?.filter((other) => other !== open) ?? [];
      if (others.length > 0) this.byTransaction.set(transaction, others);
      else this.byTransaction.delete(transaction);
    }
    const where = `${describeChain(link.chain)}, link ${link.position} (${describeEntryRange(link)})`;
    if (digest.count < link.entries) {
      this.faults.add(`${where}: ${digest.count} of its ${link.entries} entries are there.`);
    } else if (digest.result() !== link.digest) {
      this.faults.add(`${where}: an entry is not what it was, or not where it was.`);
    }
  }
}

/** Key of a transaction. Its number alone repeats in a database that was restored into another cluster. */
function instantOf({ at, transaction }: Pick<ChainEntry, 'at' | 'transaction'>): string {
  return `${at} ${transaction}`;
}
