import 'reflect-metadata';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Config } from '../platform/config/config.js';
import { SigningError } from '../audit/chain/signing-error.js';
import { describeError, parseArguments, print, resolveDatabaseUrl } from './cli.js';
import { createSinks } from '../audit/chain/signature-sinks.js';
import { loadSignatureKey, getSignatureFolder } from '../audit/chain/signing-keys.js';
import { HeadSigner } from '../audit/chain/head-signer.js';

const intervalMs = 60_000;

/**
 * Runs `npm run audit:sign`: signs the trail once a minute, or once with `--once`. It is plain SQL, so it needs no
 * service of Nest.
 */
async function main(config: Config, once: boolean): Promise<void> {
  const folder = getSignatureFolder(config.DATA_DIRECTORY);
  const keyFile = config.SIGN_KEY_FILE ?? join(folder, 'signing.key');
  const key = await loadSignatureKey(keyFile, config.NODE_ENV !== 'production');
  const sinks = createSinks(config, folder);
  const url = await resolveDatabaseUrl(config, 'DATABASE_SIGNER_URL', 'tracker_signer');
  const signer = new HeadSigner(url, key, sinks);
  print(
    `The signer uses the key ${key.id} and writes to ${sinks.map(({ name }) => name).join(' and ')}. This is the public key for verification:`,
  );
  print(key.publicPem.trim());
  print(`The signer signed ${await signer.signOnce()} chains.`);
  while (!once) {
    await delay(intervalMs);
    // A temporary loss of the database does not end the signer. The next round signs the missed positions.
    await signer.signOnce().catch((fault: unknown) => {
      process.stderr.write(`${(fault as Error).message}\n`);
    });
  }
}

/** An immediate exit is safe, because the next round repeats unfinished work. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));

try {
  await main(Config.parse(process.env), parseArguments(process.argv).includes('--once'));
} catch (fault) {
  process.stderr.write(`${fault instanceof SigningError ? fault.message : describeError(fault)}\n`);
  process.exit(1);
}
