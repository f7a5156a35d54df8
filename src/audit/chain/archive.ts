import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withNewConnection } from '../../platform/database/connection.js';
import { archiveFileName } from './archive-check.js';
import { minArchiveAgeDays } from './archive-signatures.js';
import { exportTrail } from './export-file.js';
import { VerificationError } from './verification-faults.js';
import { getExitCode, formatReport } from './verification-findings.js';
import type { TrustedKeys } from './head-signatures.js';
import type { TimeRange } from './trail-reader.js';
import { verifyFile } from './verify-file.js';

export const defaultRetentionYears = 7;

const selectStoredMonths = `
  SELECT to_char(month, 'YYYY-MM') AS month, (month AT TIME ZONE 'UTC')::text AS from,
         ((month + interval '1 month') AT TIME ZONE 'UTC')::text AS until
    FROM (SELECT to_timestamp(substring(c.relname FROM '^entries_(\\d{4}_\\d{2})$'), 'YYYY_MM')::timestamp AS month
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'audit.entries'::regclass) held
   WHERE month IS NOT NULL ORDER BY month`;
const deleteMonth = `SELECT audit.archive(to_date($1, 'YYYY-MM'), $2, decode($3, 'hex'))`;

export interface ArchiveFile {
  readonly month: string;
  readonly file: string;
  readonly entries: number;
}

/** Returns the default of `--before`: the month that was `defaultRetentionYears` ago. */
export function getDefaultMonth(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear() - defaultRetentionYears, now.getUTCMonth())).toISOString().slice(0, 7);
}

/** Rejects a month with entries that are too young. */
export function requireOldEnough(before: string, now: Date): void {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(before))
    throw new VerificationError(`--before takes a month, such as 2018-05, and not ${before}.`);
  if (Date.parse(`${before}-01T00:00:00Z`) + minArchiveAgeDays * 86_400_000 <= now.getTime()) return;
  throw new VerificationError(`Entries are kept for ${minArchiveAgeDays} days at least: ${before} is too late.`);
}

/**
 * Moves the entries of earlier months into files, month by month, and verifies each file first. The database deletes
 * the entries and records it. The links remain, so the file can still be verified.
 */
export async function archiveBefore(
  url: string,
  { before, folder, keys }: { readonly before: string; readonly folder: string; readonly keys: TrustedKeys },
  print: (line: string) => void,
): Promise<ArchiveFile[]> {
  const months = (await listStoredMonths(url)).filter(({ month }) => month < before);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const archived: ArchiveFile[] = [];
  for (const month of months) {
    const file = join(folder, archiveFileName(month.month));
    const entries = await archiveMonth(url, month, file, keys);
    print(`${month.month}: ${entries} entries lie in ${file}.`);
    archived.push({ month: month.month, file, entries });
  }
  return archived;
}

async function archiveMonth(
  url: string,
  month: TimeRange & { month: string },
  file: string,
  keys: TrustedKeys,
): Promise<number> {
  const draft = file.replace(/\.gz$/, '.draft.gz');
  // A draft of an earlier run is replaced, because its month is still in the database.
  await rm(draft, { force: true });
  await exportTrail(url, draft, month, keys);
  const found = await verifyFile(draft, { keys, signatures: null });
  if (getExitCode({ ...found, areSignaturesChecked: true }) !== 0) {
    await rm(draft);
    throw new VerificationError([`${month.month} stays where it is.`, ...formatReport(found, new Date())].join('\n'));
  }
  await rename(draft, file);
  await withNewConnection(url, 'tracker archive', (connection) =>
    connection.query(deleteMonth, [month.month, found.entries, found.fileDigest]),
  );
  return found.entries;
}

async function listStoredMonths(url: string): Promise<(TimeRange & { month: string })[]> {
  return withNewConnection(url, 'tracker archive', async (connection) => {
    const { rows } = await connection.query<TimeRange & { month: string }>(selectStoredMonths);
    return rows;
  });
}
