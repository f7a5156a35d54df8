import { BackupRefusal } from '../platform/backup/backup-refusal.js';
import type { Manifest } from './backup-manifest.js';
import type { Config } from '../platform/config/config.js';
import { MasterKeys } from '../platform/secrets/master-keys.js';
import { SecretFault } from '../platform/secrets/secret.js';
import { Secrets, secretSettings, type Purpose } from '../platform/secrets/secrets.js';

/** Keys that a database needs. */
export type NeededKeys = Pick<Manifest, 'keys' | 'masterKeys'>;

/**
 * Opens the master keys and compares all keys with those that the database was used with. A missing key is refused and
 * not created: a new one could read nothing.
 */
export async function openFittingKeys(config: Config, needed: NeededKeys): Promise<MasterKeys> {
  const { secrets, masters } = await openKeys(config);
  const unfit = findUnfit(needed, secrets, masters);
  if (unfit.length === 0) return masters;
  const known = new Set(needed.keys.map(({ purpose }) => purpose));
  if (known.size > 1 && [...known].every((purpose) => unfit.includes(purpose as Purpose)))
    throw new BackupRefusal(
      'other-installation',
      'None of the keys here is one of the backup, so it is of another installation. Use the backup of this one, or the keys of the other.',
    );
  throw new BackupRefusal(
    'keys',
    `${unfit.join(', ')}: the key here is not the one that the database was used with. Restore the file or the module that ` +
      `${unfit.map((purpose) => secretSettings[purpose]).join(', ')} names.`,
  );
}

async function openKeys(config: Config): Promise<{ secrets: Secrets; masters: MasterKeys }> {
  try {
    const secrets = await Secrets.open(config, { mayCreate: false });
    return { secrets, masters: await MasterKeys.open(config, secrets) };
  } catch (fault) {
    if (fault instanceof SecretFault) throw new BackupRefusal('keys', fault.message);
    throw fault;
  }
}

function findUnfit({ keys, masterKeys }: NeededKeys, secrets: Secrets, masters: MasterKeys): Purpose[] {
  const unfit = secrets
    .checkValuesWith(masters)
    .filter(([purpose, values]) => {
      const needed = keys.find((key) => key.purpose === purpose);
      return needed !== undefined && !values.some((value) => value.toString('hex') === needed.checkValue);
    })
    .map(([purpose]) => purpose);
  const isWrappedByOther = masterKeys.some((id) => !masters.all.some((master) => master.id === id));
  return isWrappedByOther && !unfit.includes('vault-master-key') ? [...unfit, 'vault-master-key'] : unfit;
}
