import { describe, expect, it } from '@jest/globals';
import { findExpired, parseKeepPolicy, type KeepPolicy, type StoredBackup } from './backup-keep.js';

const policy: KeepPolicy = { hours: 24, days: 7, weeks: 5 };
const hourMs = 3_600_000;
const start = Date.parse('2026-11-01T00:15:00.000Z');

const backupAt = (takenAt: number): StoredBackup => ({ name: new Date(takenAt).toISOString(), takenAt });
const at = (instant: string): StoredBackup => backupAt(Date.parse(`${instant}Z`));
const namesOf = (backups: readonly StoredBackup[]): string[] => backups.map(({ name }) => name.slice(0, 16));

/** Makes a backup at each instant by its clock, and removes what the policy does not keep. */
function runBackups(instants: readonly number[], by = policy, kept: readonly StoredBackup[] = []): StoredBackup[] {
  return instants.reduce<StoredBackup[]>(
    (before, now) => {
      const made = [...before, backupAt(now)];
      const expired = new Set(findExpired(made, by, now));
      return made.filter((one) => !expired.has(one));
    },
    [...kept],
  );
}

const hourly = (count: number, from = start): number[] =>
  Array.from({ length: count }, (_, hour) => from + hour * hourMs);

describe('parseKeepPolicy', () => {
  it.each<[string, KeepPolicy | null]>([
    ['24h,7d,5w', policy],
    ['48h', { hours: 48, days: 0, weeks: 0 }],
    ['7d,5w', { hours: 0, days: 7, weeks: 5 }],
    ['all', null],
  ])('parses %s', (text, expected) => {
    expect(parseKeepPolicy(text)).toEqual(expected);
  });
});

describe('findExpired', () => {
  it('keeps 33 of the 720 hourly backups of a month: the last of each hour of a day, of each day and of each week', () => {
    const kept = runBackups(hourly(720));

    expect(kept).toHaveLength(33);
    expect(namesOf(kept.slice(0, 10))).toEqual([
      '2026-11-08T23:15',
      '2026-11-15T23:15',
      '2026-11-22T23:15',
      '2026-11-24T23:15',
      '2026-11-25T23:15',
      '2026-11-26T23:15',
      '2026-11-27T23:15',
      '2026-11-28T23:15',
      '2026-11-29T23:15',
      '2026-11-30T00:15',
    ]);
    expect(namesOf(kept.slice(-1))).toEqual(['2026-11-30T23:15']);
  });

  it('keeps at most as many as the numbers together, and none older than the weeks, in a year', () => {
    const instants = hourly(24 * 365);
    const kept = runBackups(instants);

    expect(kept.length).toBeLessThanOrEqual(policy.hours + policy.days + policy.weeks);
    const ages = kept.map(({ takenAt }) => (instants.at(-1) ?? 0) - takenAt);
    expect(Math.max(...ages)).toBeLessThan(policy.weeks * 7 * 24 * hourMs);
  });

  it('keeps the newest of all even if the numbers are 0', () => {
    expect(runBackups(hourly(5), { hours: 0, days: 0, weeks: 0 })).toEqual([backupAt(start + 4 * hourMs)]);
  });

  it('keeps what it has while no backup was made for a month', () => {
    const month = runBackups(hourly(720));

    expect(findExpired(month, policy, start + 1440 * hourMs)).toEqual([]);
  });

  it('keeps more than one of an hour only if it is the last', () => {
    const backups = ['2026-11-01T10:00', '2026-11-01T10:20', '2026-11-01T10:40'].map(at);

    expect(namesOf(findExpired(backups, policy, Date.parse('2026-11-01T10:41Z'))).toSorted()).toEqual([
      '2026-11-01T10:00',
      '2026-11-01T10:20',
    ]);
  });

  it('does not depend on the order of the folder', () => {
    const backups = hourly(100).map(backupAt);
    const now = start + 100 * hourMs;

    expect(findExpired(backups.toReversed(), policy, now)).toEqual(findExpired(backups, policy, now));
  });

  it('keeps those of a time to come, which take no place of others, when the clock went back', () => {
    const before = runBackups(hourly(200));
    const back = start + 100 * hourMs;
    const after = runBackups(hourly(30, back), policy, before);

    for (const kept of before.filter(({ takenAt }) => takenAt > back + 29 * hourMs)) expect(after).toContainEqual(kept);
    for (const hour of hourly(24, back + 6 * hourMs)) expect(after).toContainEqual(backupAt(hour));
  });

  it('removes no more than usual when the clock jumped ahead by years for an hour', () => {
    const before = runBackups(hourly(200));
    const ahead = Date.parse('2099-01-01T00:00:00.000Z');

    expect(before.length - (runBackups([ahead], policy, before).length - 1)).toBeLessThanOrEqual(2);
  });
});
