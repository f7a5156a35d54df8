import { describe, expect, it } from '@jest/globals';
import { EntryMatcher, type ChainEntry } from './entry-matcher.js';
import { createLinkDigest, initialHash, nilChain, type StoredLink } from './link.js';
import { Faults } from './verification-faults.js';

const entry = (seq: number, transaction: number): ChainEntry => ({
  at: transaction,
  seq,
  chain: nilChain,
  transaction,
  text: Buffer.from(`entry ${seq}`),
});

function linkOf(position: number, entries: readonly ChainEntry[]): StoredLink {
  const digest = createLinkDigest({ version: 2 });
  for (const { seq, text } of entries) digest.add(seq, text);
  return {
    version: 2,
    chain: nilChain,
    position,
    at: Math.min(...entries.map(({ at }) => at)),
    firstSeq: Math.min(...entries.map(({ seq }) => seq)),
    lastSeq: Math.max(...entries.map(({ seq }) => seq)),
    entries: entries.length,
    digest: digest.result(),
    hash: initialHash,
    transactions: [...new Set(entries.map(({ transaction }) => transaction))],
  };
}

/** Returns the faults after the entries in order of time, each link being opened before its first entry. */
function faultsOf(links: readonly StoredLink[], entries: readonly ChainEntry[]): readonly string[] {
  const faults = new Faults();
  const matcher = new EntryMatcher(faults);
  const waiting = links.toSorted((one, other) => one.at - other.at || one.firstSeq - other.firstSeq);
  for (const next of entries.toSorted((one, other) => one.at - other.at || one.seq - other.seq)) {
    while (waiting[0] && waiting[0].at <= next.at && waiting[0].firstSeq <= next.seq)
      matcher.openLink(waiting.shift() as StoredLink);
    matcher.addEntry(next);
  }
  for (const link of waiting) matcher.openLink(link);
  matcher.finish();
  return faults.listed;
}

describe('the links of a transaction that an earlier version cut', () => {
  const large = [1, 2, 3, 4, 5, 6].map((seq) => entry(seq, 100));
  const [later, last] = [entry(8, 200), entry(9, 300)];
  /** The second range reaches into the third part, because it ends with an entry of another transaction. */
  const links = [
    linkOf(1, large.slice(0, 2)),
    linkOf(2, [...large.slice(2, 4), later]),
    linkOf(3, [...large.slice(4), last]),
  ];

  it('each have their own entries', () => {
    expect(faultsOf(links, [...large, later, last])).toEqual([]);
  });

  it.each([
    ['a missing entry of the first part', 2],
    ['a missing entry of the second part', 3],
    ['a missing entry of the last part', 6],
    ['a missing entry of another transaction', 8],
  ])('still show %s', (_, seq) => {
    expect(
      faultsOf(
        links,
        [...large, later, last].filter((one) => one.seq !== seq),
      ),
    ).not.toEqual([]);
  });

  it('still show a changed entry', () => {
    const changed = large.map((one) => (one.seq === 5 ? { ...one, text: Buffer.from('another') } : one));

    expect(faultsOf(links, [...changed, later, last])).toHaveLength(1);
  });
});
