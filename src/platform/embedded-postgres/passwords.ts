import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { loginRoles, type LoginRole } from '../database/database-roles.js';
import { ignoreErrors, writeAtomically } from '../files/private-file.js';

const users = ['superuser', ...loginRoles] as const;

export type Passwords = Readonly<Record<'superuser' | LoginRole, string>>;

export function newPasswords(): Passwords {
  return Object.fromEntries(users.map((user) => [user, randomBytes(32).toString('base64url')])) as Passwords;
}

/** Reads the passwords. Returns undefined for a missing or damaged file. */
export async function readPasswords(file: string): Promise<Passwords | undefined> {
  const text = await ignoreErrors(readFile(file, 'utf8'), 'ENOENT');
  return text === undefined ? undefined : parsePasswords(text);
}

export async function areWritten(file: string, passwords: Passwords): Promise<boolean> {
  return (await ignoreErrors(readFile(file, 'utf8'), 'ENOENT')) === textOf(passwords);
}

export async function writePasswords(file: string, passwords: Passwords): Promise<void> {
  await writeAtomically(file, textOf(passwords));
}

function textOf(passwords: Passwords): string {
  return `${JSON.stringify(passwords, null, 2)}\n`;
}

/** Parses the passwords. A new role gets a new password. Returns undefined without a password of the superuser. */
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
