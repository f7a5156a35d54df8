import { migrations } from '../../../migrations/index.js';
import { ConfigFault, type Config } from '../config/config.js';
import type { ServingUrls } from '../database/data-source.js';
import { LaxOptions } from '../database/safe-options.js';
import { digestOfRelease } from '../database/migrate.js';
import { UnknownRelease } from '../database/postgres-releases.js';
import { UnmigratableSchema } from '../database/unmigratable-schema.js';
import { readHostFacts } from './host-facts.js';
import { readStartFacts, registerKeys, type ConfiguredKeys, type StartFacts } from './start-facts.js';
import { MasterKeys } from '../secrets/master-keys.js';
import { SecretFault, SecretFaults } from '../secrets/secret.js';
import { Secrets, type OpenOptions } from '../secrets/secrets.js';
import { configurationChecks, databaseChecks, findingsOf, hostChecks, type Acceptances } from './checks.js';
import { throwOnFindings, StartRefusal, type Finding, type Reason } from './start-refusal.js';

/** Rejects an insufficient machine, unsafe settings and missing secrets before any connection is opened. */
export async function checkConfiguration(config: Config): Promise<void> {
  // Outside production the secrets are created in the data folder, which must be writable.
  throwOnFindings(await findInHost(config));
  throwOnFindings(await findInConfiguration(config));
}

export async function findInHost(config: Config): Promise<Finding[]> {
  return findingsOf(hostChecks, await readHostFacts(config), config.isProduction);
}

export async function findInConfiguration(config: Config, options: OpenOptions = {}): Promise<Finding[]> {
  const findings = findingsOf(configurationChecks, config, config.isProduction);
  const secrets = await Secrets.open(config, options).catch(add);
  // A key service module is checked even if a secret is missing.
  if (secrets || config.VAULT_KMS_MODULE !== undefined) {
    await MasterKeys.open(config, secrets ?? Secrets.random()).catch(add);
  }
  return findings;

  function add(fault: unknown): void {
    if (!(fault instanceof SecretFault)) throw fault;
    findings.push(...faultsOf(fault).map((one) => ({ reason: reasonOf(one), sentence: one.message })));
  }
}

function faultsOf(fault: SecretFault): SecretFault[] {
  return fault instanceof SecretFaults ? fault.faults.flatMap(faultsOf) : [fault];
}

async function openSecrets(config: Config, options: OpenOptions = {}): Promise<ConfiguredKeys> {
  const secrets = await Secrets.open(config, options);
  return { secrets, masters: await MasterKeys.open(config, secrets) };
}

/** Rejects a wrong or unprotected database before the first request. */
export async function checkDatabase(config: Config, urls: ServingUrls): Promise<void> {
  const keys = await openSecrets(config);
  const facts = await readFacts(config, urls, keys);
  throwOnFindings(findingsOf(databaseChecks, facts, config.isProduction));
  // Keys are registered only in a database that passed the other checks.
  const strangeKeys = await registerKeys(urls, keys);
  throwOnFindings(findingsOf(databaseChecks, { ...facts, strangeKeys }, config.isProduction));
}

/** Returns the findings of the same checks, and the release of Postgres. Writes nothing. */
export async function findInDatabase(
  config: Config,
  urls: ServingUrls,
): Promise<{ readonly findings: Finding[]; readonly release: number }> {
  const facts = await readFacts(config, urls, await openSecrets(config, { mayCreate: false }));
  return { findings: findingsOf(databaseChecks, facts, config.isProduction), release: facts.release };
}

async function readFacts(config: Config, urls: ServingUrls, keys: ConfiguredKeys): Promise<StartFacts & Acceptances> {
  const known = { migrations: migrations.map(({ name }) => name), files: await digestOfRelease() };
  return {
    ...(await readStartFacts(
      { ...urls, replica: config.DATABASE_REPLICA_URL, isPooled: config.isPooled },
      known,
      keys,
    )),
    acceptsAsynchronousReplication: config.ASYNCHRONOUS_REPLICATION === 'allow',
  };
}

/** Returns the refusal for a startup error that matches one of the reasons; null for any other error. */
export function refusalIn(fault: unknown): StartRefusal | null {
  if (fault instanceof StartRefusal) return fault;
  if (fault instanceof ConfigFault) return fault.keys.includes('TRUST_PROXY') ? refusal('proxy-trust', fault) : null;
  if (fault instanceof UnknownRelease) return refusal('postgres-release', fault);
  if (fault instanceof UnmigratableSchema) return refusal('migrations', fault);
  if (fault instanceof LaxOptions) return refusal('lax-statements', fault);
  return fault instanceof SecretFault ? refusal(reasonOf(fault), fault) : null;
}

function refusal(reason: Reason, { message }: Error): StartRefusal {
  return new StartRefusal([{ reason, sentence: message }]);
}

function reasonOf({ kind }: SecretFault): Reason {
  return kind === 'missing' || kind === 'default' ? 'secret-missing' : 'secret-weak';
}
