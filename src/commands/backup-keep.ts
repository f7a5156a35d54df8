/** Numbers of backups that are kept: the newest of each of the last hours, days and weeks that have one. */
export interface KeepPolicy {
  readonly hours: number;
  readonly days: number;
  readonly weeks: number;
}

/** Backup in the folder of backups. */
export interface StoredBackup {
  readonly name: string;
  /** Instant at which it began, in milliseconds since 1970, as its manifest has it. */
  readonly takenAt: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
/** Distance of the first instant of 1970, a Thursday, from the Monday before. */
const mondayMs = 3 * dayMs;

/** Parses BACKUP_KEEP, such as `24h,7d,5w`. Returns null for `all`, which keeps every backup. */
export function parseKeepPolicy(text: string): KeepPolicy | null {
  if (text === 'all') return null;
  const terms = text.split(',');
  const numberOf = (unit: string): number => Number(terms.find((term) => term.endsWith(unit))?.slice(0, -1) ?? 0);
  return { hours: numberOf('h'), days: numberOf('d'), weeks: numberOf('w') };
}

/**
 * Returns the backups that the policy does not keep. Only hours, days and weeks with a backup count, in UTC: a pause of the
 * backups, or a clock that ran ahead, removes nothing more. The newest one is always kept. A backup whose instant is
 * still to come is kept and takes no place of another: the clock went back since.
 */
export function findExpired(
  backups: readonly StoredBackup[],
  { hours, days, weeks }: KeepPolicy,
  now: number,
): StoredBackup[] {
  const past = backups.filter(({ takenAt }) => takenAt <= now).toSorted((one, other) => other.takenAt - one.takenAt);
  const kept = new Set([
    ...past.slice(0, 1),
    ...newestOfEach(past, hours, ({ takenAt }) => Math.floor(takenAt / hourMs)),
    ...newestOfEach(past, days, ({ takenAt }) => Math.floor(takenAt / dayMs)),
    ...newestOfEach(past, weeks, ({ takenAt }) => Math.floor((takenAt + mondayMs) / weekMs)),
  ]);
  return past.filter((one) => !kept.has(one));
}

function newestOfEach(
  newestFirst: readonly StoredBackup[],
  count: number,
  periodOf: (backup: StoredBackup) => number,
): StoredBackup[] {
  return newestFirst
    .filter((one, index) => index === 0 || periodOf(one) !== periodOf(newestFirst[index - 1] ?? one))
    .slice(0, count);
}
