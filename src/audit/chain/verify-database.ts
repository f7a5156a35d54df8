import { availableParallelism } from 'node:os';
import { checkArchives } from './archive-check.js';
import type { MonthArchive, ArchiveSignature } from './archive-signatures.js';
import { withNewConnection, type Connection } from '../../platform/database/connection.js';
import { ChainWalk } from './chain-walk.js';
import { Cursor } from './cursor.js';
import { EntryMatcher, type UnlinkedEntry } from './entry-matcher.js';
import { linkBefore } from './link-committed.js';
import { VerificationError, Faults } from './verification-faults.js';
import type { Findings } from './verification-findings.js';
import { SignatureCheck } from './signature-check.js';
import type { Link } from './link.js';
import type { TrustedKeys } from './head-signatures.js';
import { RestoreCheck } from './restore-check.js';
import type { SignatureRecord } from './signature-lines.js';
import { findDatabaseFault } from '../../platform/http/postgres-problems.js';
import { TrailReader, type TimeRange } from './trail-reader.js';

export interface Evidence {
  readonly keys: TrustedKeys;
  /** Signatures beyond the reach of the database: the signer's file or a log. */
  readonly signatures: AsyncIterable<SignatureRecord> | null;
  /** Public keys of those who request the attestation of a restore. */
  readonly restoreKeys?: TrustedKeys;
  readonly archive?: string | null;
}

/** Maximum age of an entry without a link while the sequencer works. */
const maxUnlinkedSeconds = 120;

/** Maximum of months that are checked at the same time, each on two connections. */
const maxMonthsAtOnce = 4;

/**
 * Recomputes the whole trail of a database: the links by chain, then the entries of each month by time, several months
 * at once. Memory is limited to a few batches of each.
 */
export async function verifyDatabase(url: string, evidence: Evidence): Promise<Findings> {
  const began = performance.now();
  return withNewConnection(url, 'tracker verify', async (connection) => {
    const isLinked = await isLinkedNow(connection);
    const faults = new Faults();
    const reader = new TrailReader(connection);
    const snapshot = await reader.begin();

    const signatureCheck = new SignatureCheck(evidence.keys, faults);
    const archiveSignatures = await reader.archiveSignatures();
    const restoreCheck = new RestoreCheck(
      { keys: evidence.keys, restoreKeys: evidence.restoreKeys ?? new Map() },
      faults,
    );
    const checks = { signatureCheck, restoreCheck, archiveSignatures };
    const storedSignatureCount = await loadSignatures(reader, evidence, checks);
    restoreCheck.begin(signatureCheck);
    const walk = new ChainWalk(faults);
    for await (const links of reader.links()) {
      for (const link of links) {
        walk.step(link);
        signatureCheck.checkLink(link);
        restoreCheck.checkLink(link);
      }
    }
    walk.compare(await reader.heads());
    signatureCheck.finish(walk.ends);

    const archived = await reader.archives();
    const archivedMonths = archived.map(({ month }) => month);
    restoreCheck.finish(walk.ends, await reader.restoreActs(), archivedMonths);
    const unlinkedEntries = await reader.unlinkedEntries();
    const matched = await matchMonths({ url, snapshot, archived, reader, unlinkedEntries }, faults);
    const archiveEvidence = {
      archived,
      acts: await reader.archiveActs(),
      signatures: archiveSignatures,
      linksOf: async ({ month }: MonthArchive) => collectLinks(await reader.linksOf(toTimeRange(month))),
    };
    const archives = { folder: evidence.archive ?? null, keys: evidence.keys };
    return {
      ...matched,
      links: walk.links,
      isSequenced: isLinked && !unlinkedEntries.some(isOverdue),
      unproven: null,
      chains: walk.ends.size,
      signatures: signatureCheck.count,
      areSignaturesChecked: evidence.keys.size > 0 || storedSignatureCount === 0,
      newestSignedAt: signatureCheck.newestSignedAt,
      unsignedLinks: signatureCheck.countUnsignedLinks(walk.ends),
      newestLinkAt: Math.max(0, ...[...walk.ends.values()].map(({ at }) => at)) / 1000,
      archived,
      restores: restoreCheck.restores,
      ...(await checkArchives(archiveEvidence, archives, faults)),
      seconds: (performance.now() - began) / 1000,
      faults,
    };
  });
}

/** Links what is committed. False if the sequencer fails: the verification then covers the links there are. */
async function isLinkedNow(connection: Connection): Promise<boolean> {
  try {
    await linkBefore(connection);
    return true;
  } catch (fault) {
    if (findDatabaseFault(fault)?.sqlState === undefined) throw fault;
    return false;
  }
}

/** Whether an entry has no link for so long that `audit.link_committed` does not do its work. */
function isOverdue({ waitedSeconds }: UnlinkedEntry): boolean {
  return waitedSeconds > maxUnlinkedSeconds;
}

interface MonthMatch {
  readonly entries: number;
  readonly unlinked: number;
  readonly faults: Faults;
}

/** Matches the entries of all months with their links, in one snapshot. Faults are listed in the order of the months. */
async function matchMonths(
  trail: {
    readonly url: string;
    readonly snapshot: string;
    readonly archived: readonly MonthArchive[];
    readonly reader: TrailReader;
    readonly unlinkedEntries: readonly UnlinkedEntry[];
  },
  faults: Faults,
): Promise<{ readonly entries: number; readonly unlinked: number }> {
  const months = await trail.reader.months();
  const matches: MonthMatch[] = [];
  const waiting = months.entries();
  const worker = (): Promise<void> =>
    withNewConnection(trail.url, 'tracker verify', (first) =>
      withNewConnection(trail.url, 'tracker verify', async (second) => {
        const [reader, linkReader] = [new TrailReader(first), new TrailReader(second)];
        await reader.begin(trail.snapshot);
        await linkReader.begin(trail.snapshot);
        for (const [index, month] of waiting) {
          const archive = trail.archived.find((one) => one.month === month.month);
          matches[index] = archive
            ? await checkArchivedMonth(reader, month, archive)
            : await matchMonth(reader, linkReader, month, trail.unlinkedEntries);
        }
      }),
    );
  await Promise.all(Array.from({ length: Math.min(months.length, maxMonthsAtOnce, availableParallelism()) }, worker));
  for (const match of matches) faults.addAll(match.faults);
  const sum = (of: 'entries' | 'unlinked'): number => matches.reduce((total, match) => total + match[of], 0);
  return { entries: sum('entries'), unlinked: sum('unlinked') };
}

interface SignatureChecks {
  readonly signatureCheck: SignatureCheck;
  readonly restoreCheck: RestoreCheck;
  readonly archiveSignatures: ArchiveSignature[];
}

/**
 * Passes on the signatures of the table and of the signer's file. Those of archives are added to `archiveSignatures`.
 */
async function loadSignatures(
  reader: TrailReader,
  { keys, signatures: externalSignatures }: Evidence,
  { signatureCheck: check, restoreCheck, archiveSignatures }: SignatureChecks,
): Promise<number> {
  let storedCount = 0;
  for await (const signature of reader.headSignatures()) {
    storedCount += 1;
    if (keys.size > 0) check.add(signature);
  }
  if (externalSignatures === null) return storedCount;
  if (keys.size === 0)
    throw new VerificationError('Signatures were given without a public key to check them. Name the key with --key.');
  for await (const signature of externalSignatures) {
    if ('month' in signature) archiveSignatures.push(signature);
    else if ('chains' in signature) restoreCheck.add(signature);
    else check.add(signature);
  }
  return storedCount;
}

async function matchMonth(
  reader: TrailReader,
  linkReader: TrailReader,
  month: TimeRange,
  unlinkedEntries: readonly UnlinkedEntry[],
): Promise<MonthMatch> {
  const faults = new Faults();
  const matcher = new EntryMatcher(faults, unlinkedEntries);
  const links = new Cursor(await linkReader.linksOf(month));
  const entries = new Cursor(await reader.entriesOf(month));
  while (await entries.loadMore()) {
    for (let entry = entries.peek(); entry; entry = entries.peek()) {
      for (;;) {
        const link = links.peek();
        if (!link) {
          if (await links.loadMore()) continue;
          break;
        }
        if (link.at > entry.at || (link.at === entry.at && link.firstSeq > entry.seq)) break;
        matcher.openLink(link);
        links.advance();
      }
      matcher.addEntry(entry);
      entries.advance();
    }
  }
  while (await links.loadMore()) {
    for (let link = links.peek(); link; link = links.peek()) {
      matcher.openLink(link);
      links.advance();
    }
  }
  matcher.finish();
  return { entries: matcher.entries, unlinked: matcher.unlinked, faults };
}

function toTimeRange(month: string): TimeRange {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [from, until] = [number - 1, number].map((one) => new Date(Date.UTC(year, one)).toISOString());
  return { from: from ?? '', until: until ?? '' };
}

async function collectLinks(batches: AsyncIterable<readonly Link[]>): Promise<Link[]> {
  const links: Link[] = [];
  for await (const batch of batches) links.push(...batch);
  return links;
}

async function checkArchivedMonth(reader: TrailReader, month: TimeRange, archive: MonthArchive): Promise<MonthMatch> {
  const faults = new Faults();
  let [links, entries] = [0, 0];
  for await (const batch of await reader.linksOf(month)) {
    links += batch.length;
    for (const link of batch) entries += link.entries;
  }
  if (links !== archive.links || entries !== archive.entries) {
    faults.add(
      `month ${archive.month}: ${archive.entries} entries in ${archive.links} links were archived, and its links are ${links} with ${entries}.`,
    );
  }
  const remaining = await reader.countEntries(month);
  if (remaining > 0)
    faults.add(`month ${archive.month}: it is archived, and ${remaining} entries of it have come since.`);
  return { entries: 0, unlinked: 0, faults };
}
