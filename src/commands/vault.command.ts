import 'reflect-metadata';
import { parametersIn } from './command-line.js';
import { databaseUrl, NoDatabase } from './database-url.js';
import { Config, ConfigFault } from '../platform/config/config.js';
import { MasterKeys } from '../platform/secrets/master-keys.js';
import { NotOpened } from '../platform/secrets/sealed-value.js';
import { SecretFault } from '../platform/secrets/secret.js';
import { Secrets } from '../platform/secrets/secrets.js';
import { KeyRing } from '../casework/vault/key-ring.js';
import { CannotRotate, rotateKeys, rotateMaster } from '../casework/vault/rotation.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const usage = `Say what to do:
  npm run vault -- rotate-master          wraps the keys of all task forces by the present master key
  npm run vault -- rotate-keys [NE]       gives each task force, or the one named, a new key, and seals its identities anew`;

/**
 * Runs `npm run vault`: rotates the keys of the vault while the tracker runs, as the database role that owns the
 * tables.
 */
async function main([command, code, ...rest]: readonly string[]): Promise<void> {
  const isKnown = command === 'rotate-master' ? code === undefined : command === 'rotate-keys';
  if (!isKnown || rest.length > 0) throw new CannotRotate(usage);
  const config = Config.from(process.env);
  const masters = await MasterKeys.open(config, await Secrets.open(config));
  const ring = new KeyRing(masters);
  const url = await databaseUrl(config, 'DATABASE_OWNER_URL', 'tracker_owner');
  if (command === 'rotate-master') {
    const count = await rotateMaster(url, ring, masters.current.id);
    say(`${count} keys were rewrapped. All keys are now under the master key ${masters.current.id}.`);
    return;
  }
  const { resealed, notOpened } = await rotateKeys(url, ring, code ?? null, say);
  say(`${resealed} identities were re-encrypted.`);
  if (notOpened.length > 0) {
    throw new CannotRotate(
      `${notOpened.length} could not be opened, and stay under the key they were under: ${notOpened.join(', ')}`,
    );
  }
}

const plain = [CannotRotate, NoDatabase, ConfigFault, SecretFault];

try {
  await main(parametersIn(process.argv));
} catch (fault) {
  const isPlain = fault instanceof Error && plain.some((kind) => fault instanceof kind);
  const isClosed = fault instanceof NotOpened;
  const words = isClosed ? 'A key was wrapped by another master key. Name that key as the previous one.' : null;
  process.stderr.write(
    `${words ?? (isPlain ? fault.message : fault instanceof Error ? (fault.stack ?? '') : String(fault))}\n`,
  );
  process.exitCode = 1;
}
