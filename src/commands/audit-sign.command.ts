import 'reflect-metadata';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { wordsFor } from '../startup-error-message.js';
import { Config } from '../platform/config/config.js';
import { CannotSeal } from '../audit/chain/cannot-seal.js';
import { parametersIn } from './command-line.js';
import { databaseUrl, NoDatabase } from './database-url.js';
import { sealFile, sealSyslog, type SealSink } from '../audit/chain/seal-sinks.js';
import { sealingKey, sealsFolder } from '../audit/chain/seal-keys.js';
import { Sealer } from '../audit/chain/sealer.js';

const everyMs = 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs `npm run audit:seal`: signs the trail once a minute, or once with `--once`. */
async function main(config: Config, once: boolean): Promise<void> {
  const folder = sealsFolder(config.DATA_DIRECTORY);
  const keyFile = config.SEAL_KEY_FILE ?? join(folder, 'seal.key');
  const key = await sealingKey(keyFile, config.NODE_ENV !== 'production');
  const sinks = sinksOf(config, folder);
  const url = await databaseUrl(config, 'DATABASE_SEALER_URL', 'tracker_sealer');
  const sealer = new Sealer(url, key, sinks);
  say(
    `The sealer signs with the key ${key.id} and writes to ${sinks.map(({ name }) => name).join(' and ')}. This is the public key for verification:`,
  );
  say(key.publicPem.trim());
  say(`The sealer signed ${await sealer.round()} chains.`);
  while (!once) {
    await delay(everyMs);
    // A temporary loss of the database does not end the sealer. The next round signs the missed positions.
    await sealer.round().catch((fault: unknown) => {
      process.stderr.write(`${(fault as Error).message}\n`);
    });
  }
}

function sinksOf({ SEAL_FILE, SEAL_SYSLOG }: Config, folder: string): SealSink[] {
  const log = SEAL_SYSLOG === undefined ? [] : [sealSyslog(SEAL_SYSLOG)];
  if (SEAL_FILE === undefined && log.length > 0) return log;
  return [sealFile(SEAL_FILE ?? join(folder, 'seals.jsonl')), ...log];
}

/** An immediate exit is safe, because the next round repeats unfinished work. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));

try {
  await main(Config.from(process.env), parametersIn(process.argv).includes('--once'));
} catch (fault) {
  const isPlain = fault instanceof CannotSeal || fault instanceof NoDatabase;
  process.stderr.write(`${isPlain ? fault.message : wordsFor(fault)}\n`);
  process.exit(1);
}
