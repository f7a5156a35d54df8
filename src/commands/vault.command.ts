import 'reflect-metadata';
import { parseArguments } from './command-line.js';
import { resolveDatabaseUrl, MissingDatabaseError } from './database-url.js';
import { Config, ConfigFault } from '../platform/config/config.js';
import { MasterKeys } from '../platform/secrets/master-keys.js';
import { DecryptionFailure } from '../platform/secrets/encrypted-value.js';
import { SecretFault } from '../platform/secrets/secret.js';
import { Secrets } from '../platform/secrets/secrets.js';
import { KeyRing } from '../casework/vault/key-ring.js';
import { RotationError, rotateKeys, rotateMasterKey } from '../casework/vault/key-rotation.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

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
  const masters = await MasterKeys.open(config, await Secrets.open(config));
  const ring = new KeyRing(masters);
  const url = await resolveDatabaseUrl(config, 'DATABASE_OWNER_URL', 'tracker_owner');
  if (command === 'rotate-master') {
    const count = await rotateMasterKey(url, ring, masters.current.id);
    print(`${count} keys were rewrapped. All keys are now under the master key ${masters.current.id}.`);
    return;
  }
  const { reencrypted, notDecrypted } = await rotateKeys(url, ring, code ?? null, print);
  print(`${reencrypted} identities were re-encrypted.`);
  if (notDecrypted.length > 0) {
    throw new RotationError(
      `${notDecrypted.length} identities or tips could not be decrypted and keep their former key: ${notDecrypted.join(', ')}. Restore these records, then run the command again.`,
    );
  }
}

const expectedErrors = [RotationError, MissingDatabaseError, ConfigFault, SecretFault];

try {
  await main(parseArguments(process.argv));
} catch (fault) {
  const isPlain = fault instanceof Error && expectedErrors.some((kind) => fault instanceof kind);
  const isClosed = fault instanceof DecryptionFailure;
  const words = isClosed
    ? 'A key was wrapped with another master key. Set that master key as the previous one, and run the command again.'
    : null;
  process.stderr.write(
    `${words ?? (isPlain ? fault.message : fault instanceof Error ? (fault.stack ?? '') : String(fault))}\n`,
  );
  process.exitCode = 1;
}
