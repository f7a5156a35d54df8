import type { Config } from '../config/config.js';
import { refusalOf } from '../database/postgres-releases.js';
import { faultsOfDescriptors } from './descriptors.js';
import type { HostFacts } from './host-facts.js';
import type { GuardedTable, StartFacts } from './start-facts.js';
import type { Finding, Reason } from './start-refusal.js';

export interface Check<Facts> {
  readonly reason: Reason;
  readonly holds: 'in production' | 'everywhere';
  readonly faultsIn: (facts: Facts) => readonly string[];
}

/** Risks of the database that the operator accepts by a setting. */
export interface Acceptances {
  readonly acceptsAsynchronousReplication: boolean;
}

export const configurationChecks: readonly Check<Config>[] = [
  { reason: 'secret-missing', holds: 'in production', faultsIn: publishedPasswords },
  { reason: 'debug', holds: 'in production', faultsIn: laxSettings },
  { reason: 'plain-http', holds: 'in production', faultsIn: plainHttp },
  { reason: 'database-in-the-clear', holds: 'in production', faultsIn: clearConnections },
  { reason: 'embedded-database', holds: 'in production', faultsIn: embeddedDatabase },
];

export const hostChecks: readonly Check<HostFacts>[] = [
  { reason: 'host-too-small', holds: 'everywhere', faultsIn: scarceResources },
  { reason: 'data-directory', holds: 'everywhere', faultsIn: unwritableData },
];

export const databaseChecks: readonly Check<StartFacts & Acceptances>[] = [
  { reason: 'postgres-release', holds: 'everywhere', faultsIn: unsupportedRelease },
  { reason: 'role-too-powerful', holds: 'in production', faultsIn: powerfulRoles },
  { reason: 'table-unguarded', holds: 'in production', faultsIn: unguardedTables },
  { reason: 'not-durable', holds: 'in production', faultsIn: lostCommits },
  { reason: 'asynchronous-replication', holds: 'in production', faultsIn: unawaitedStandby },
  { reason: 'time-limits', holds: 'everywhere', faultsIn: missingLimits },
  { reason: 'replica', holds: 'everywhere', faultsIn: unsuitableReplica },
  { reason: 'migrations', holds: 'everywhere', faultsIn: unexpectedMigrations },
  { reason: 'keys', holds: 'everywhere', faultsIn: unexpectedKeys },
  { reason: 'trail', holds: 'everywhere', faultsIn: brokenTrail },
];

/** Returns the findings of all checks that apply in this environment. */
export function findingsOf<Facts>(checks: readonly Check<Facts>[], facts: Facts, isProduction: boolean): Finding[] {
  return checks
    .filter(({ holds }) => isProduction || holds === 'everywhere')
    .flatMap(({ reason, faultsIn }) => faultsIn(facts).map((sentence) => ({ reason, sentence })));
}

/** Tables of schema `app` without data of a person or task force. They belong to tools. */
const toolFindings: Readonly<Record<string, readonly (keyof Omit<GuardedTable, 'name'>)[]>> = {
  migrations: ['isForced', 'hasPolicy', 'isWatched'],
  repeatable_files: ['isForced', 'hasPolicy', 'isWatched'],
  job_runs: ['isForced', 'hasPolicy', 'isWatched'],
  // Reference data, which a migration alone changes.
  disposition_codes: ['isForced', 'hasPolicy', 'isWatched'],
  // Rows of one account, deleted after two days. A key contains nothing of a record.
  idempotency_keys: ['isWatched'],
};

const urlKeys = ['DATABASE_URL', 'DATABASE_AUTH_URL', 'DATABASE_OWNER_URL', 'DATABASE_REPLICA_URL'] as const;
const publishedSecrets = ['password', 'postgres', 'tracker', 'changeme', 'secret', 'admin', 'example'];

function publishedPasswords(config: Config): string[] {
  return urlKeys
    .filter((key) => {
      const { username = '', password = '' } = parseUrl(config[key]) ?? {};
      return publishedSecrets.includes(password.toLowerCase()) || (password !== '' && password === username);
    })
    .map(
      (key) => `The password in ${key} is a published example. Set a new one for the role with \`npm run db:roles\`.`,
    );
}

function laxSettings({ LOG_LEVEL, LOG_ERROR_CAUSES, AUTH_MFA }: Config): string[] {
  const faults: string[] = [];
  if (LOG_LEVEL === 'debug' || LOG_LEVEL === 'verbose')
    faults.push('LOG_LEVEL has a level for development. Set it to log or less.');
  if (LOG_ERROR_CAUSES === 'include')
    faults.push('LOG_ERROR_CAUSES is include, and the cause of an error may quote a request. Set it to omit.');
  if (AUTH_MFA === 'optional') faults.push('AUTH_MFA is optional, which is for the demo. Set it to required.');
  return faults;
}

function plainHttp({ publicUrl }: Config): string[] {
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'https:' || isLoopback(hostname)) return [];
  return [
    'PUBLIC_URL is not an https URL. Plain HTTP can be read on the way, and browsers reject __Host- cookies. Set an https URL.',
  ];
}

function clearConnections(config: Config): string[] {
  return urlKeys
    .filter((key) => {
      const url = parseUrl(config[key]);
      return (
        url !== null && !isLocal(url) && !['verify-full', 'verify-ca'].includes(url.searchParams.get('sslmode') ?? '')
      );
    })
    .map(
      (key) =>
        `The connection leaves this machine, and nothing proves the identity of the server. Add ?sslmode=verify-full to ${key}.`,
    );
}

function embeddedDatabase({ DATABASE_URL, EMBEDDED_POSTGRES }: Config): string[] {
  if (DATABASE_URL !== undefined || EMBEDDED_POSTGRES === 'allow') return [];
  return [
    'The embedded Postgres keeps the passwords of all its roles in a file of the serving user, that of the superuser included. ' +
      'Set DATABASE_URL to another Postgres, or accept the risk, and the loss of what came after the last backup, with EMBEDDED_POSTGRES=allow.',
  ];
}

/** Minimum for a new database with the demo, and for the log of Postgres beside existing data. */
const minFreeBytes = { new: 2 * 2 ** 30, existing: 256 * 2 ** 20 } as const;

function scarceResources({ maxDescriptors, data }: HostFacts): string[] {
  const faults = faultsOfDescriptors(maxDescriptors);
  const { isNew, freeBytes } = data?.postgres ?? { isNew: false, freeBytes: Number.POSITIVE_INFINITY };
  const min = isNew ? minFreeBytes.new : minFreeBytes.existing;
  if (freeBytes < min) {
    faults.push(
      `The disk of DATA_DIRECTORY has ${inMegabytes(freeBytes)} free, and ${isNew ? 'a new database' : 'Postgres'} needs ${inMegabytes(min)}. ` +
        'Free some space, or set DATA_DIRECTORY to another disk.',
    );
  }
  return faults;
}

function unwritableData({ data }: HostFacts): string[] {
  if (data === null || data.fault === null) return [];
  return [
    `DATA_DIRECTORY cannot be written (${data.fault}). Make it writable for the user of the tracker, or set another folder. ` +
      'With a Postgres of your own, set DATABASE_URL.',
  ];
}

function inMegabytes(bytes: number): string {
  return `${Math.floor(bytes / 2 ** 20)} MB`;
}

function unsupportedRelease({ release }: StartFacts): string[] {
  const refusal = refusalOf(release);
  return refusal === null ? [] : [refusal];
}

function powerfulRoles({ roles }: StartFacts): string[] {
  return roles.flatMap(({ role, powers }) =>
    powers.length === 0
      ? []
      : [
          `The serving role ${role} ${powers.join(' and ')}. Run \`npm run db:roles\` and use the roles that it creates.`,
        ],
  );
}

function unguardedTables({ tables, isTriggering, disabled }: StartFacts): string[] {
  const lacks = { isForced: 'forced row security', hasPolicy: 'policy', isWatched: 'triggers of the trail' } as const;
  const faults = tables.flatMap((table) => {
    const missing = (Object.keys(lacks) as (keyof typeof lacks)[]).filter(
      (what) => !table[what] && !toolFindings[table.name]?.includes(what),
    );
    if (missing.length === 0) return [];
    return [
      `The table app.${table.name} has no ${missing.map((what) => lacks[what]).join(', no ')}. Restore the schema.`,
    ];
  });
  for (const { table, trigger } of disabled) faults.push(`The trigger ${trigger} of ${table} is disabled. Enable it.`);
  if (!isTriggering) faults.push('Triggers do not fire. Unset session_replication_role for the role and the database.');
  return faults;
}

function lostCommits({ lax }: StartFacts): string[] {
  return lax.map((setting) => `Postgres has ${setting} off, and confirmed records can be lost. Turn it on.`);
}

function unawaitedStandby({ isStandbyUnawaited, acceptsAsynchronousReplication }: StartFacts & Acceptances): string[] {
  if (!isStandbyUnawaited || acceptsAsynchronousReplication) return [];
  return [
    'A standby follows this server, and commits do not wait for it: a failover would lose confirmed records. Set ' +
      'synchronous_standby_names, and synchronous_commit to on, or accept the risk with ASYNCHRONOUS_REPLICATION=allow. ' +
      'It is also for an archive that receives the log under a name of its own.',
  ];
}

function missingLimits({ looseLimits }: StartFacts): string[] {
  if (looseLimits.length === 0) return [];
  return [
    `These limits of time are missing or too long: ${looseLimits.join(', ')}. A stuck statement would hold its connection. ` +
      'Behind a pooler set DATABASE_POOLER=transaction, and let `npm run db:roles` set the limits of the roles.',
  ];
}

function unsuitableReplica({ replicaFault }: StartFacts): string[] {
  if (replicaFault === null) return [];
  const faults = {
    'no-access':
      'The server that DATABASE_REPLICA_URL names refuses the sign-in. Name a standby of DATABASE_URL with the same role, password and ' +
      'database, and let its pg_hba.conf admit the role.',
    'no-standby':
      'The server that DATABASE_REPLICA_URL names is no standby. Name a standby of DATABASE_URL, or unset it.',
    'other-database':
      'The server that DATABASE_REPLICA_URL names is a copy of another database. Name a standby of DATABASE_URL, or unset it.',
    'other-role': 'DATABASE_REPLICA_URL signs in as another role than DATABASE_URL. Use the same role in both.',
  } as const;
  return [faults[replicaFault]];
}

function unexpectedMigrations({ pending, unknown, hasFiles }: StartFacts): string[] {
  const faults: string[] = [];
  if (pending > 0) {
    faults.push(`${pending} migrations have not run. Set DATABASE_OWNER_URL, or run \`npm run db:migrate\` with it.`);
  }
  if (pending === 0 && unknown === 0 && !hasFiles) {
    faults.push(
      'The functions, triggers, policies and rights in the database are of another release. Run `npm run db:migrate` of the release to start.',
    );
  }
  if (unknown > 0) {
    faults.push(`${unknown} migrations have run that this release does not know. Start the release that has them.`);
  }
  return faults;
}

function unexpectedKeys({ strangeKeys: purposes }: StartFacts): string[] {
  return purposes.map(
    (purpose) =>
      `The ${purpose} is not the one that this database was used with. Restore that one, or set it as the previous one.`,
  );
}

function brokenTrail({ trailFault }: StartFacts): string[] {
  if (trailFault === null) return [];
  return [
    `The trail cannot be written (${trailFault}), and no record is written without it. Restore the schema audit and its rights.`,
  ];
}

function parseUrl(url: string | undefined): URL | null {
  return url === undefined ? null : new URL(url);
}

/** Whether the database is on a socket or a loopback address, so that no packet leaves the machine. */
function isLocal({ hostname, searchParams }: URL): boolean {
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  return host === '' || host.startsWith('/') || isLoopback(host);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]';
}
