import 'reflect-metadata';
import type { X509Certificate } from 'node:crypto';
import { totalmem } from 'node:os';
import { print, runCommand } from './cli.js';
import { exitCodeFor, messageOfDatabase, startupErrorMessage } from '../startup-error-message.js';
import { readOidcSettings } from '../organization/identity-provider/oidc-settings.js';
import { readSamlSettings } from '../organization/identity-provider/saml-settings.js';
import { Config } from '../platform/config/config.js';
import { withNewConnection, type Connection } from '../platform/database/connection.js';
import type { ServingUrls } from '../platform/database/data-source.js';
import { runningServerUrl } from '../platform/embedded-postgres/running-server-url.js';
import { maxSkewMs, skewOf } from '../platform/health/readiness.js';
import { MailFault } from '../platform/mail/mail-fault.js';
import { Mailer } from '../platform/mail/mailer.js';
import { readHostFacts, type HostFacts } from '../platform/self-check/host-facts.js';
import { warningsOf, type InstallationFacts } from '../platform/self-check/installation-warnings.js';
import { findInConfiguration, findInDatabase, findInHost, refusalIn } from '../platform/self-check/self-check.js';
import { exitCodeOf, type Finding } from '../platform/self-check/start-refusal.js';

/** Exit code of an installation that can start and has warnings. */
const warningCode = 1;
/** Exit code of an installation whose database could not be checked, and that has no other reason against a start. */
const uncheckedCode = 2;

const selectTimes = `
  SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now, audit.link_delay() AS delay`;

type ConnectionFacts = Pick<InstallationFacts, 'skewMs' | 'linkDelaySeconds' | 'certificateEndsAt'>;

interface DatabaseInspection {
  readonly facts: ConnectionFacts & Pick<InstallationFacts, 'release'>;
  readonly refusals: readonly Finding[];
  /** Reason for which nothing or not everything could be read; null if all was. */
  readonly fault: string | null;
}

const unread: ConnectionFacts = { skewMs: null, linkDelaySeconds: null, certificateEndsAt: null };

/**
 * Runs `npm run doctor`: makes the checks of a start without starting, and some that stop no start. Prints a sentence
 * for each finding. The exit code is that of the first refusal. It is 2 for a database that could not be checked, 1 for
 * warnings alone, and 0 without findings.
 */
async function main(): Promise<void> {
  const config = Config.parse(process.env);
  const host = await readHostFacts(config);
  const refusals = await findInHost(config);
  // Outside production a start creates the secrets that are missing, and this command changes nothing.
  if (!host.lacksSecrets) refusals.push(...(await findInConfiguration(config, { mayCreate: false })));
  const database = await inspectDatabase(config, host, refusals);
  refusals.push(...database.refusals);
  const warnings = warningsOf({
    node: process.versions.node,
    now: new Date(),
    memoryBytes: Math.min(process.constrainedMemory() || totalmem(), totalmem()),
    maxDescriptors: host.maxDescriptors,
    freeBytes: host.data?.postgres?.freeBytes ?? null,
    maxSkewMs,
    maxLinkDelaySeconds: config.TRAIL_LINK_DELAY,
    mailFault: await findMailFault(config),
    ...readProviderFacts(config),
    ...database.facts,
  });
  const sorted = refusals.toSorted((one, other) => exitCodeOf(one.reason) - exitCodeOf(other.reason));
  for (const { reason, sentence } of sorted) print(`${exitCodeOf(reason)} ${reason}: ${sentence}`);
  if (database.fault !== null) print(`${uncheckedCode} unchecked: ${database.fault}`);
  for (const sentence of warnings) print(`warning: ${sentence}`);
  if (sorted.length + warnings.length === 0 && database.fault === null) print('No fault was found.');
  if (sorted[0]) process.exitCode = exitCodeOf(sorted[0].reason);
  else if (database.fault !== null) process.exitCode = uncheckedCode;
  else process.exitCode = warnings.length > 0 ? warningCode : 0;
}

async function inspectDatabase(
  config: Config,
  { lacksSecrets }: HostFacts,
  refusals: readonly Finding[],
): Promise<DatabaseInspection> {
  const nothing = { facts: { release: null, ...unread }, refusals: [] };
  const urls = await findServingUrls(config);
  if (urls === null) {
    return { ...nothing, fault: `The database was not checked, because no tracker runs on ${config.DATA_DIRECTORY}.` };
  }
  if (lacksSecrets) {
    return { ...nothing, fault: 'The database was not checked, because a start would first create missing secrets.' };
  }
  if (refusals.some(({ reason }) => reason.startsWith('secret-'))) {
    return { ...nothing, fault: 'The database was not checked, because its keys could not be read.' };
  }
  try {
    const { findings, release } = await findInDatabase(config, urls);
    const isMigrated = !findings.some(({ reason }) => reason === 'migrations');
    return {
      facts: { release, ...(await readConnection(urls.app, isMigrated)) },
      refusals: findings,
      fault: null,
    };
  } catch (fault) {
    const refusal = refusalIn(fault);
    if (refusal) return { ...nothing, refusals: refusal.findings, fault: null };
    const reason = messageOfDatabase(fault);
    if (reason === null) throw fault;
    return { ...nothing, fault: reason };
  }
}

/** Reads the certificate of the server, and from a migrated database its times. */
async function readConnection(url: string, isMigrated: boolean): Promise<ConnectionFacts> {
  return withNewConnection(url, 'tracker doctor', async (connection) => {
    const certificateEndsAt = certificateEndOf(connection);
    if (!isMigrated) return { ...unread, certificateEndsAt };
    const before = Date.now();
    const { rows } = await connection.query<{ now: number; delay: number }>(selectTimes);
    const [{ now, delay } = { now: before, delay: 0 }] = rows;
    return { skewMs: skewOf(before, now, Date.now()), linkDelaySeconds: delay, certificateEndsAt };
  });
}

/** Reads the settings of the identity providers, as a start does. Throws `ConfigFault`. */
function readProviderFacts(
  config: Config,
): Pick<InstallationFacts, 'providerCertificatesEndAt' | 'requestCertificateEndsAt'> {
  readOidcSettings(config);
  const saml = readSamlSettings(config);
  const validTo = saml?.credential?.certificate.validTo;
  return {
    providerCertificatesEndAt: saml?.certificatesEndAt ?? null,
    requestCertificateEndsAt: validTo === undefined ? null : new Date(validTo),
  };
}

/** Connects to the mail server and signs in, without a mail. Returns the code of a fault. */
async function findMailFault(config: Config): Promise<string | null> {
  const mailer = new Mailer(config);
  if (!mailer.isConfigured) return null;
  try {
    await mailer.verify();
    return null;
  } catch (fault) {
    if (fault instanceof MailFault) return fault.code;
    throw fault;
  }
}

/** Socket of pg. One with TLS has the certificate of the server. */
interface PgSocket {
  readonly getPeerX509Certificate?: () => X509Certificate | undefined;
}

/** Returns the end of the server's certificate; null for a connection without TLS. */
function certificateEndOf(connection: Connection): Date | null {
  const { stream } = (connection as unknown as { readonly connection: { readonly stream: PgSocket } }).connection;
  const certificate = stream.getPeerX509Certificate?.();
  return certificate === undefined ? null : new Date(certificate.validTo);
}

/** Returns the configured URLs, or those of the embedded Postgres if a tracker runs on it. */
async function findServingUrls({
  DATABASE_URL,
  DATABASE_AUTH_URL,
  DATA_DIRECTORY,
}: Config): Promise<ServingUrls | null> {
  if (DATABASE_URL !== undefined && DATABASE_AUTH_URL !== undefined) {
    return { app: DATABASE_URL, auth: DATABASE_AUTH_URL };
  }
  const app = await runningServerUrl(DATA_DIRECTORY, 'tracker_app');
  const auth = await runningServerUrl(DATA_DIRECTORY, 'tracker_auth');
  return app === undefined || auth === undefined ? null : { app, auth };
}

await runCommand(main, startupErrorMessage, exitCodeFor);
