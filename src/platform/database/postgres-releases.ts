/**
 * Supported major versions of Postgres, each with its minor versions that fix security faults, oldest first. As of
 * 2026-11-27: 15, 11 and 6 are from 2026-08-13 and fix 28 CVEs; 16, 12 and 7 are from November 2026 (CVE-2026-6460).
 */
export const securityReleases: Readonly<Record<number, readonly [number, ...number[]]>> = {
  16: [15, 16],
  17: [11, 12],
  18: [6, 7],
};

/** Query for the release of a server, as a number such as 180004 for 18.4. */
export const selectRelease = `SELECT current_setting('server_version_num')::int AS release`;

/** Server of an unsupported major version. */
export class UnknownRelease extends Error {}

/** Returns the message that rejects a server or its programs; null for a supported major version. */
export function refusalOf(release: number): string | null {
  if (majorOf(release) in securityReleases) return null;
  return `Postgres ${formatRelease(release)} is not supported. Use Postgres ${supportedMajors()}.`;
}

/** Returns a warning about later minor versions that fix security faults; null if none is known. */
export function warningOn(release: number): string | null {
  const later = (securityReleases[majorOf(release)] ?? []).filter((minor) => minor > minorOf(release));
  if (later.length === 0) return null;
  const mended = later.map((minor) => `${majorOf(release)}.${minor}`).join(' and ');
  return (
    `Postgres ${formatRelease(release)} has known security faults that are corrected in ${mended}. ` +
    'Update Postgres. If the tracker starts it, set POSTGRES_BIN to newer programs.'
  );
}

function supportedMajors(): string {
  const majors = Object.keys(securityReleases);
  return `${majors[0] ?? ''} to ${majors.at(-1) ?? ''}`;
}

function formatRelease(release: number): string {
  return `${majorOf(release)}.${minorOf(release)}`;
}

function majorOf(release: number): number {
  return Math.floor(release / 10_000);
}

function minorOf(release: number): number {
  return release % 10_000;
}
