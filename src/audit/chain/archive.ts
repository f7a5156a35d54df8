import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { connected } from '../../platform/database/connected.js';
import { archiveFileName } from './archive-check.js';
import { minArchiveAgeDays } from './archive-seals.js';
import { exportTrail } from './export-file.js';
import { CannotVerify } from './faults.js';
import { exitCodeOf, reportOf } from './findings.js';
import type { SealKeys } from './seals.js';
import type { Span } from './trail-reader.js';
import { verifyFile } from './verify-file.js';

/** Default retention of entries, in years. */
export const keptYears = 7;

const heldMonths = `
  SELECT to_char(month, 'YYYY-MM') AS month, (month AT TIME ZONE 'UTC')::text AS from,
         ((month + interval '1 month') AT TIME ZONE 'UTC')::text AS until
    FROM (SELECT to_timestamp(substring(c.relname FROM '^entries_(\\d{4}_\\d{2})$'), 'YYYY_MM')::timestamp AS month
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'audit.entries'::regclass) held
   WHERE month IS NOT NULL ORDER BY month`;
const letGo = `SELECT audit.archive(to_date($1, 'YYYY-MM'), $2, decode($3, 'hex'))`;

export interface ArchivedMonth {
  readonly month: string;
  readonly file: string;
  readonly entries: number;
}

/** Returns the month before which `keptYears` have passed. */
export function usualBefore(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear() - keptYears, now.getUTCMonth())).toISOString().slice(0, 7);
}

/** Rejects a month with entries that are too young. */
export function refuseYoung(before: string, now: Date): void {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(before))
    throw new CannotVerify(`--before takes a month, such as 2018-05, and not ${before}.`);
  if (Date.parse(`${before}-01T00:00:00Z`) + minArchiveAgeDays * 86_400_000 <= now.getTime()) return;
  throw new CannotVerify(`Entries are kept for ${minArchiveAgeDays} days at least: ${before} is too late.`);
}

/**
 * Moves the entries of the months before the given one into files, month by month. Each file is verified first. The
 * database then deletes the entries and records this in the trail. The links remain, so the chains stay complete and
 * also cover the file.
 */
export async function archiveBefore(
  url: string,
  { before, folder, keys }: { readonly before: string; readonly folder: string; readonly keys: SealKeys },
  say: (line: string) => void,
): Promise<ArchivedMonth[]> {
  const months = (await monthsHeld(url)).filter(({ month }) => month < before);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const archived: ArchivedMonth[] = [];
  for (const month of months) {
    const file = join(folder, archiveFileName(month.month));
    const entries = await archiveMonth(url, month, file, keys);
    say(`${month.month}: ${entries} entries lie in ${file}.`);
    archived.push({ month: month.month, file, entries });
  }
  return archived;
}

async function archiveMonth(
  url: string,
  month: Span & { month: string },
  file: string,
  keys: SealKeys,
): Promise<number> {
  const draft = file.replace(/\.gz$/, '.draft.gz');
  // A draft of an earlier run is replaced, because its month is still in the database.
  await rm(draft, { force: true });
  await exportTrail(url, draft, month, keys);
  const found = await verifyFile(draft, { keys, seals: null });
  if (exitCodeOf({ ...found, areSealsChecked: true }) !== 0) {
    await rm(draft);
    throw new CannotVerify([`${month.month} stays where it is.`, ...reportOf(found, new Date())].join('\n'));
  }
  await rename(draft, file);
  await connected(url, 'tracker archive', (connection) =>
    connection.query(letGo, [month.month, found.entries, found.fileDigest]),
  );
  return found.entries;
}

async function monthsHeld(url: string): Promise<(Span & { month: string })[]> {
  return connected(url, 'tracker archive', async (connection) => {
    const { rows } = await connection.query<Span & { month: string }>(heldMonths);
    return rows;
  });
}
