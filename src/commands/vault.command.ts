import 'reflect-metadata';
import { MissingDatabaseError, print, resolveDatabaseUrl, runCommand, withServices } from './cli.js';
import { VaultCommandModule } from './vault-command.module.js';
import { Config, ConfigFault } from '../platform/config/config.js';
import { MasterKeys } from '../platform/secrets/master-keys.js';
import { DecryptionFailure } from '../platform/secrets/encrypted-value.js';
import { SecretFault } from '../platform/secrets/secret.js';
import { KeyRing } from '../casework/vault/key-ring.js';
import { RotationError, rotateKeys, rotateMasterKey } from '../casework/vault/key-rotation.js';

const usage = `Name the rotation:
  npm run vault -- rotate-master          wraps the keys of all task forces with the current master key
  npm run vault -- rotate-keys [NE]       gives each task force, or the named one, a new key, and re-encrypts its identities`;

/**
 * Runs `npm run vault`: rotates the keys of the vault while the tracker runs, as the database role that owns the
 * tables.
 */
async function main([command, code, ...rest]: readonly string[]): Promise<void> {
  const isKnown = command === 'rotate-master' ? code === undefined : command === 'rotate-keys';
  if (!isKnown || rest.length > 0) throw new RotationError(usage);
  const config = Config.parse(process.env);
  await withServices(VaultCommandModule.forRoot(config), async (services) => {
    const ring = services.get(KeyRing);
    const url = await resolveDatabaseUrl(config, 'DATABASE_OWNER_URL', 'tracker_owner');
    if (command === 'rotate-keys') await rotateAllKeys(url, ring, code ?? null);
    else {
      const { current } = services.get(MasterKeys);
      const count = await rotateMasterKey(url, ring, current.id);
      print(`${count} keys were rewrapped. All keys are now under the master key ${current.id}.`);
    }
  });
}

async function rotateAllKeys(url: string, ring: KeyRing, code: string | null): Promise<void> {
  const { reencrypted, notDecrypted } = await rotateKeys(url, ring, code, print);
  print(`${reencrypted} identities were re-encrypted.`);
  if (notDecrypted.length > 0) {
    throw new RotationError(
      `${notDecrypted.length} identities or tips could not be decrypted and keep their former key: ${notDecrypted.join(', ')}. Restore these records, then run the command again.`,
    );
  }
}

const expectedErrors = [RotationError, MissingDatabaseError, ConfigFault, SecretFault];

function describeVaultError(fault: unknown): string {
  if (fault instanceof DecryptionFailure)
    return 'A key was wrapped with another master key. Set that master key as the previous one, and run the command again.';
  if (!(fault instanceof Error)) return String(fault);
  return expectedErrors.some((kind) => fault instanceof kind) ? fault.message : (fault.stack ?? '');
}

await runCommand(main, describeVaultError);
