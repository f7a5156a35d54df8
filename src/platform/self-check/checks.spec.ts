import { describe, expect, it } from '@jest/globals';
import { Config } from '../config/config.js';
import type { StartFacts } from './start-facts.js';
import { configurationChecks, databaseChecks, findingsOf, hostChecks, type Acceptances } from './checks.js';
import type { HostFacts } from './host-facts.js';
import { exitCodeOf, reasons, throwOnFindings, StartRefusal, type Finding } from './start-refusal.js';

const good = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://tracker.example.gov',
  DATABASE_URL: 'postgres://tracker_app:j8Kq1@db.example.gov/tracker?sslmode=verify-full',
  DATABASE_AUTH_URL: 'postgres://tracker_auth:x3Lw7@db.example.gov/tracker?sslmode=verify-ca',
};
const sound: StartFacts & Acceptances = {
  release: 180_004,
  roles: [
    { role: 'tracker_app', powers: [] },
    { role: 'tracker_auth', powers: [] },
  ],
  tables: [
    { name: 'suspects', isForced: true, hasPolicy: true, isWatched: true },
    { name: 'migrations', isForced: false, hasPolicy: false, isWatched: false },
    { name: 'idempotency_keys', isForced: true, hasPolicy: true, isWatched: false },
  ],
  isTriggering: true,
  disabled: [],
  lax: [],
  isStandbyUnawaited: false,
  looseLimits: [],
  acceptsAsynchronousReplication: false,
  pending: 0,
  unknown: 0,
  hasFiles: true,
  strangeKeys: [],
  trailFault: null,
  replicaFault: null,
};

const inConfiguration = (overrides: Record<string, string>): string[] => {
  const config = Config.parse({ ...good, ...overrides });
  return reasonsOf(findingsOf(configurationChecks, config, config.isProduction));
};
const inDatabase = (overrides: Partial<StartFacts & Acceptances>, isProduction = true): string[] =>
  reasonsOf(findingsOf(databaseChecks, { ...sound, ...overrides }, isProduction));
const reasonsOf = (findings: readonly Finding[]): string[] => findings.map(({ reason }) => reason);

describe('a configuration', () => {
  it('has no findings when it is valid', () => {
    expect(inConfiguration({})).toEqual([]);
  });

  it.each([
    ['secret-missing', { DATABASE_URL: 'postgres://tracker_app:password@localhost/tracker' }],
    ['secret-missing', { DATABASE_OWNER_URL: 'postgres://tracker_owner:tracker_owner@localhost/tracker' }],
    ['debug', { LOG_LEVEL: 'verbose' }],
    ['debug', { LOG_LEVEL: 'debug' }],
    ['debug', { LOG_ERROR_CAUSES: 'include' }],
    ['debug', { AUTH_MFA: 'optional' }],
    ['plain-http', { PUBLIC_URL: 'http://tracker.example.gov' }],
    ['plain-http', { PUBLIC_URL: 'http://localhost.example.gov' }],
    ['database-in-the-clear', { DATABASE_URL: 'postgres://tracker_app:j8Kq1@db.example.gov/tracker' }],
    ['database-in-the-clear', { DATABASE_URL: 'postgres://tracker_app:j8Kq1@10.0.0.2/tracker?sslmode=no-verify' }],
    ['database-in-the-clear', { DATABASE_URL: 'postgres://tracker_app:j8Kq1@db/tracker?sslmode=require' }],
    ['database-in-the-clear', { DATABASE_URL: 'postgres://tracker_app:j8Kq1@localhost/tracker?host=db.example.gov' }],
    ['database-in-the-clear', { DATABASE_OWNER_URL: 'postgres://tracker_owner:j8Kq1@db/tracker' }],
  ])('has the finding %s for %j, in production only', (reason, overrides) => {
    expect(inConfiguration(overrides)).toEqual([reason]);
    expect(inConfiguration({ ...overrides, NODE_ENV: 'development' })).toEqual([]);
  });

  it('allows the embedded database outside production or with EMBEDDED_POSTGRES', () => {
    const embedded = { DATABASE_URL: '', DATABASE_AUTH_URL: '' };

    expect(inConfiguration(embedded)).toEqual(['embedded-database']);
    expect(inConfiguration({ ...embedded, EMBEDDED_POSTGRES: 'allow' })).toEqual([]);
    expect(inConfiguration({ ...embedded, NODE_ENV: 'development' })).toEqual([]);
  });

  it.each([
    { DATABASE_URL: 'postgres://tracker_app:j8Kq1@127.0.0.1:5433/tracker' },
    { DATABASE_URL: 'postgres://tracker_app:j8Kq1@[::1]/tracker' },
    { DATABASE_URL: 'postgres:///tracker?host=/var/run/postgresql' },
    { DATABASE_URL: 'postgres://tracker_app:j8Kq1@localhost/tracker?host=/var/run/postgresql' },
    { DATABASE_URL: 'postgres://tracker_app@%2Fvar%2Frun%2Fpostgresql/tracker' },
    { PUBLIC_URL: 'http://localhost:3000' },
    { PUBLIC_URL: 'http://127.0.0.1:3000' },
    { LOG_LEVEL: 'log' },
    { SIGN_IN_NOTICE: 'optional' },
  ])('allows %j', (overrides) => {
    expect(inConfiguration(overrides)).toEqual([]);
  });
});

describe('a database', () => {
  it('has no findings when it is valid', () => {
    expect(inDatabase({})).toEqual([]);
  });

  it.each<[string, Partial<StartFacts>]>([
    ['role-too-powerful', { roles: [{ role: 'postgres', powers: ['is a superuser'] }] }],
    ['table-unguarded', { tables: [{ name: 'suspects', isForced: false, hasPolicy: true, isWatched: true }] }],
    ['table-unguarded', { tables: [{ name: 'suspects', isForced: true, hasPolicy: false, isWatched: true }] }],
    ['table-unguarded', { tables: [{ name: 'suspects', isForced: true, hasPolicy: true, isWatched: false }] }],
    ['table-unguarded', { tables: [{ name: 'idempotency_keys', isForced: false, hasPolicy: true, isWatched: false }] }],
    ['table-unguarded', { isTriggering: false }],
    ['table-unguarded', { disabled: [{ table: 'vault.identities', trigger: 'identities_changed' }] }],
    ['not-durable', { lax: ['fsync'] }],
    ['asynchronous-replication', { isStandbyUnawaited: true }],
  ])('has the finding %s in production only: %j', (reason, overrides) => {
    expect(inDatabase(overrides)).toEqual([reason]);
    expect(inDatabase(overrides, false)).toEqual([]);
  });

  it('allows a standby that commits do not wait for where the operator accepts it', () => {
    expect(inDatabase({ isStandbyUnawaited: true, acceptsAsynchronousReplication: true })).toEqual([]);
  });

  it.each<[string, Partial<StartFacts>]>([
    ['postgres-release', { release: 150_019 }],
    ['migrations', { pending: 1 }],
    ['migrations', { unknown: 1 }],
    ['migrations', { hasFiles: false }],
    ['time-limits', { looseLimits: ['statement_timeout'] }],
    ['keys', { strangeKeys: ['factor-key'] }],
    ['trail', { trailFault: '42501' }],
    ['replica', { replicaFault: 'no-standby' }],
    ['replica', { replicaFault: 'other-database' }],
    ['replica', { replicaFault: 'other-role' }],
    ['replica', { replicaFault: 'no-access' }],
  ])('has the finding %s everywhere: %j', (reason, overrides) => {
    expect(inDatabase(overrides)).toEqual([reason]);
    expect(inDatabase(overrides, false)).toEqual([reason]);
  });
});

describe('a host', () => {
  const inHost = (overrides: Partial<HostFacts>): string[] =>
    findingsOf(hostChecks, { maxDescriptors: 256, lacksSecrets: false, data: null, ...overrides }, false).map(
      ({ sentence }) => sentence,
    );
  const withDisk = (isNew: boolean, freeBytes: number): Partial<HostFacts> => ({
    data: { fault: null, postgres: { isNew, freeBytes } },
  });

  it.each<[string, Partial<HostFacts>]>([
    ['256 open files', {}],
    ['a limit of files that the system does not report', { maxDescriptors: null }],
    ['2 GB for a new database', withDisk(true, 2 * 2 ** 30)],
    ['256 MB beside existing data', withDisk(false, 256 * 2 ** 20)],
    ['a data folder without a database', { data: { fault: null, postgres: null } }],
  ])('may have %s', (_, facts) => {
    expect(inHost(facts)).toEqual([]);
  });

  it.each<[string, Partial<HostFacts>, string]>([
    ['255 open files', { maxDescriptors: 255 }, 'may open 255 files, and it needs 256'],
    [
      'less than 2 GB for a new database',
      withDisk(true, 2 * 2 ** 30 - 1),
      '2047 MB free, and a new database needs 2048 MB',
    ],
    ['less than 256 MB beside existing data', withDisk(false, 0), 'has 0 MB free, and Postgres needs 256 MB'],
    ['a data folder that rejects changes', { data: { fault: 'EROFS', postgres: null } }, 'cannot be written (EROFS)'],
  ])('may not have %s', (_, facts, words) => {
    expect(inHost(facts)).toEqual([expect.stringContaining(words)]);
  });
});

describe('a refused start', () => {
  it('has a distinct exit code per reason, from 21 on', () => {
    expect(reasons.map(exitCodeOf)).toEqual(reasons.map((_, index) => 21 + index));
  });

  it('reports all findings in order, and none when there are none', () => {
    const findings: Finding[] = [
      { reason: 'trail', sentence: 'Second.' },
      { reason: 'debug', sentence: 'First.' },
    ];
    const refuse = (): void => {
      throwOnFindings(findings);
    };

    expect(refuse).toThrow(StartRefusal);
    expect(refuse).toThrow('23 debug: First.\n33 trail: Second.');
    expect(refuse).toThrow(expect.objectContaining({ exitCode: 23 }));
    expect(() => {
      throwOnFindings([]);
    }).not.toThrow();
  });
});
