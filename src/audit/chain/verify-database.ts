import { checkArchives } from './archive-check.js';
import type { Archived, ArchiveSeal } from './archive-seals.js';
import { connected } from '../../platform/database/connected.js';
import { ChainWalk } from './chain-walk.js';
import { Cursor } from './cursor.js';
import { EntryMatch } from './entry-match.js';
import { CannotVerify, Faults } from './faults.js';
import type { Findings } from './findings.js';
import { SealCheck } from './seal-check.js';
import type { Link } from './link.js';
import type { Seal, SealKeys } from './seals.js';
import { TrailReader, type Span } from './trail-reader.js';

/** Evidence against which the trail of a database is verified. */
export interface Evidence {
  readonly keys: SealKeys;
  /** Signatures beyond the reach of the database: the sealer's file or a log. */
  readonly seals: AsyncIterable<Seal | ArchiveSeal> | null;
  readonly archive?: string | null;
}

/**
 * Recomputes the whole trail of a database in this process: the links by chain, then the entries of each month by time.
 * Memory is limited to a few batches.
 */
export async function verifyDatabase(url: string, evidence: Evidence): Promise<Findings> {
  const began = performance.now();
  return connected(url, 'tracker verify', (first) =>
    connected(url, 'tracker verify', async (second) => {
      const faults = new Faults();
      const [reader, beside] = [new TrailReader(first), new TrailReader(second)];
      await beside.begin(await reader.begin());

      const seals = new SealCheck(evidence.keys, faults);
      const archiveSeals = await reader.archiveSeals();
      const sealsInTable = await expectSeals(reader, evidence, seals, archiveSeals);
      const walk = new ChainWalk(faults);
      for await (const links of reader.links()) {
        for (const link of links) {
          walk.step(link);
          seals.pass(link);
        }
      }
      walk.compare(await reader.heads());
      seals.end(walk.ends);

      const archived = await reader.archived();
      const match = new EntryMatch(faults);
      for (const month of await reader.months()) {
        const gone = archived.find((one) => one.month === month.month);
        if (gone) await passArchived(reader, month, gone, faults);
        else await matchMonth(reader, beside, month, match);
      }
      const evidenceOfArchives = {
        archived,
        acts: await reader.archiveActs(),
        seals: archiveSeals,
        linksOf: async ({ month }: Archived) => all(await reader.linksOf(spanOf(month))),
      };
      const archives = { folder: evidence.archive ?? null, keys: evidence.keys };
      return {
        entries: match.entries,
        links: walk.links,
        chains: walk.ends.size,
        seals: seals.count,
        areSealsChecked: evidence.keys.size > 0 || sealsInTable === 0,
        newestSeal: seals.newest,
        unsealed: seals.unsealed(walk.ends),
        newestLinkAt: Math.max(0, ...[...walk.ends.values()].map(({ at }) => at)) / 1000,
        archived,
        ...(await checkArchives(evidenceOfArchives, archives, faults)),
        seconds: (performance.now() - began) / 1000,
        faults,
      };
    }),
  );
}

/**
 * Passes on the signatures of the table and of the sealer's file. Signatures of archives are added to `archiveSeals`.
 */
async function expectSeals(
  reader: TrailReader,
  { keys, seals: outside }: Evidence,
  check: SealCheck,
  archiveSeals: ArchiveSeal[],
): Promise<number> {
  let inTable = 0;
  for await (const seal of reader.seals()) {
    inTable += 1;
    if (keys.size > 0) check.expect(seal);
  }
  if (outside === null) return inTable;
  if (keys.size === 0)
    throw new CannotVerify('Seals were given, and no public key to check them by: name one with --key.');
  for await (const seal of outside) {
    if ('month' in seal) archiveSeals.push(seal);
    else check.expect(seal);
  }
  return inTable;
}

async function matchMonth(reader: TrailReader, beside: TrailReader, month: Span, match: EntryMatch): Promise<void> {
  const links = new Cursor(await beside.linksOf(month));
  const entries = new Cursor(await reader.entriesOf(month));
  while (await entries.more()) {
    for (let entry = entries.peek(); entry; entry = entries.peek()) {
      for (;;) {
        const link = links.peek();
        if (!link) {
          if (await links.more()) continue;
          break;
        }
        if (link.at > entry.at || (link.at === entry.at && link.firstSeq > entry.seq)) break;
        match.begin(link);
        links.advance();
      }
      match.take(entry);
      entries.advance();
    }
  }
  while (await links.more()) {
    for (let link = links.peek(); link; link = links.peek()) {
      match.begin(link);
      links.advance();
    }
  }
  match.end();
}

function spanOf(month: string): Span {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [from, until] = [number - 1, number].map((one) => new Date(Date.UTC(year, one)).toISOString());
  return { from: from ?? '', until: until ?? '' };
}

async function all(lots: AsyncIterable<readonly Link[]>): Promise<Link[]> {
  const links: Link[] = [];
  for await (const lot of lots) links.push(...lot);
  return links;
}

/** Checks that an archived month has all its links and none of its entries. */
async function passArchived(reader: TrailReader, month: Span, gone: Archived, faults: Faults): Promise<void> {
  let [links, entries] = [0, 0];
  for await (const lot of await reader.linksOf(month)) {
    links += lot.length;
    for (const link of lot) entries += link.entries;
  }
  if (links !== gone.links || entries !== gone.entries) {
    faults.add(
      `month ${gone.month}: ${gone.entries} entries in ${gone.links} links were archived, and its links are ${links} with ${entries}.`,
    );
  }
  const left = await reader.entriesIn(month);
  if (left > 0) faults.add(`month ${gone.month}: it is archived, and ${left} entries of it have come since.`);
}
