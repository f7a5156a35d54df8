import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { unless, writeWhole } from './files.js';

/** What the three users of the embedded Postgres sign in with. Nobody ever types them. */
export interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
}

/** Passwords for a cluster that is being made, or has lost its own. */
export function newPasswords(): Passwords {
  const password = (): string => randomBytes(32).toString('base64url');
  return { superuser: password(), owner: password(), app: password() };
}

/** Nothing when the file is missing or is no longer what was written. */
export async function readPasswords(file: string): Promise<Passwords | undefined> {
  const text = await unless(readFile(file, 'utf8'), 'ENOENT');
  return text === undefined ? undefined : parsePasswords(text);
}

/** Keeps them where only whoever starts the tracker can read them. */
export async function writePasswords(file: string, passwords: Passwords): Promise<void> {
  await writeWhole(file, `${JSON.stringify(passwords, null, 2)}\n`);
}

/** Reads the file's text; anything but three passwords is nothing. */
export function parsePasswords(text: string): Passwords | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof found !== 'object' || found === null) return undefined;
  const { superuser, owner, app } = found as Record<string, unknown>;
  return isPassword(superuser) && isPassword(owner) && isPassword(app) ? { superuser, owner, app } : undefined;
}

function isPassword(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value);
}
