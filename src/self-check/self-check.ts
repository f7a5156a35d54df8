import { migrations } from '../../migrations/index.js';
import { UnsafeRoutes } from '../platform/access/route-check.js';
import { ConfigFault, type Config } from '../platform/config/config.js';
import type { ServingUrls } from '../platform/database/data-source.js';
import { LaxOptions } from '../platform/database/safe-options.js';
import { UnknownRelease } from '../platform/database/postgres-releases.js';
import { readStartFacts, takeKeys, type HeldKeys } from '../platform/database/start-facts.js';
import { MasterKeys } from '../platform/secrets/master-keys.js';
import { SecretFault, SecretFaults } from '../platform/secrets/secret.js';
import { Secrets } from '../platform/secrets/secrets.js';
import { configurationChecks, databaseChecks, findingsOf } from './checks.js';
import { refuseOn, StartRefused, type Reason } from './start-refused.js';

/** Before anything is opened: is it set up as it may be, and are its secrets there? */
export async function checkConfiguration(config: Config): Promise<void> {
  const findings = findingsOf(configurationChecks, config, config.isProduction);
  const secrets = await Secrets.open(config).catch(add);
  // A module of a key service is looked at, also where a secret is missing.
  if (secrets || config.VAULT_KMS_MODULE !== undefined) {
    await MasterKeys.open(config, secrets ?? Secrets.random()).catch(add);
  }
  refuseOn(findings);

  function add(fault: unknown): void {
    if (!(fault instanceof SecretFault)) throw fault;
    findings.push(...faultsOf(fault).map((one) => ({ reason: reasonOf(one), sentence: one.message })));
  }
}

/** Returns each single fault, however deep it was collected. */
function faultsOf(fault: SecretFault): SecretFault[] {
  return fault instanceof SecretFaults ? fault.faults.flatMap(faultsOf) : [fault];
}

/** All of them, and the key services of the vault where there are any. */
async function openSecrets(config: Config): Promise<HeldKeys> {
  const secrets = await Secrets.open(config);
  return { secrets, masters: await MasterKeys.open(config, secrets) };
}

/** Before anybody is served: is this the database that goes with it, and does it guard and keep what it is given? */
export async function checkDatabase(config: Config, urls: ServingUrls): Promise<void> {
  const keys = await openSecrets(config);
  const known = migrations.map(({ name }) => name);
  const facts = await readStartFacts(urls, known, keys);
  refuseOn(findingsOf(databaseChecks, facts, config.isProduction));
  const strangeKeys = await takeKeys(urls, keys);
  refuseOn(findingsOf(databaseChecks, { ...facts, strangeKeys }, config.isProduction));
}

/** A fault of the start that is one of the reasons for which a start is refused, wherever it was found; null for any other. */
export function refusalIn(fault: unknown): StartRefused | null {
  if (fault instanceof StartRefused) return fault;
  if (fault instanceof ConfigFault) return fault.keys.includes('TRUST_PROXY') ? refusal('proxy-trust', fault) : null;
  if (fault instanceof UnsafeRoutes) return refusal('open-route', fault);
  if (fault instanceof UnknownRelease) return refusal('postgres-release', fault);
  if (fault instanceof LaxOptions) return refusal('lax-statements', fault);
  return fault instanceof SecretFault ? refusal(reasonOf(fault), fault) : null;
}

function refusal(reason: Reason, { message }: Error): StartRefused {
  return new StartRefused([{ reason, sentence: message }]);
}

function reasonOf({ kind }: SecretFault): Reason {
  return kind === 'missing' || kind === 'default' ? 'secret-missing' : 'secret-weak';
}
