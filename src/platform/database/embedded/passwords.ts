import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { loginRoles, type LoginRole } from '../roles.js';
import { unless, writeWhole } from './files.js';

const users = ['superuser', ...loginRoles] as const;

/** What the users of the embedded Postgres sign in with. Nobody ever types them. */
export type Passwords = Readonly<Record<'superuser' | LoginRole, string>>;

/** Passwords for a cluster that is being made, or has lost its own. */
export function newPasswords(): Passwords {
  return Object.fromEntries(users.map((user) => [user, randomBytes(32).toString('base64url')])) as Passwords;
}

/** Nothing when the file is missing or is no longer what was written. */
export async function readPasswords(file: string): Promise<Passwords | undefined> {
  const text = await unless(readFile(file, 'utf8'), 'ENOENT');
  return text === undefined ? undefined : parsePasswords(text);
}

/** Whether the file holds just these. */
export async function areWritten(file: string, passwords: Passwords): Promise<boolean> {
  return (await unless(readFile(file, 'utf8'), 'ENOENT')) === textOf(passwords);
}

/** Keeps them where only whoever starts the tracker can read them. */
export async function writePasswords(file: string, passwords: Passwords): Promise<void> {
  await writeWhole(file, textOf(passwords));
}

function textOf(passwords: Passwords): string {
  return `${JSON.stringify(passwords, null, 2)}\n`;
}

/** Reads the file's text; a role that has come since gets a new password, and without the superuser's it is nothing. */
export function parsePasswords(text: string): Passwords | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof found !== 'object' || found === null || !('superuser' in found) || !isPassword(found.superuser)) {
    return undefined;
  }
  const known = Object.entries(found).filter(([user, password]) => isUser(user) && isPassword(password));
  return { ...newPasswords(), ...Object.fromEntries(known) };
}

function isUser(user: string): boolean {
  return (users as readonly string[]).includes(user);
}

function isPassword(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value);
}
