import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { end, root } from '../preflight.mjs';

/** Folder in which specs leave their databases with KEEP_DB=1. */
export const keptFolder = join(root, '.data', 'kept');

/** Writes a line for the developer; the standard output is for results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends the process where the records are real ones. */
export function refuseProduction(what) {
  if (process.env.NODE_ENV === 'production') end(`${what} is for development, and NODE_ENV is production.`);
}

export function built(file) {
  return import(pathToFileURL(join(root, 'dist/src', file)).href);
}

/** Starts the embedded Postgres of a folder. Ends the process with its sentence where that cannot be. */
export async function startPostgres(directory) {
  const { startEmbeddedPostgres } = await built('platform/embedded-postgres/embedded-postgres.js');
  try {
    return await startEmbeddedPostgres({ directory, bin: process.env.POSTGRES_BIN || undefined, print: say });
  } catch (fault) {
    const { startupErrorMessage } = await built('startup-error-message.js');
    return end(startupErrorMessage(fault));
  }
}

export async function removeData(directory) {
  const place = join(directory, 'postgres');
  const folder = await realpath(place).catch(() => place);
  await rm(folder, { recursive: true, force: true });
  await rm(place, { recursive: true, force: true });
  await rm(join(directory, 'demo-accounts.json'), { force: true });
}
