import { randomInt } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ignoreErrors, writeAtomically } from '../platform/files/private-file.js';
import type { Role, Seat } from '../platform/actor/actor.js';

export interface NamedSeat {
  readonly level: Seat['level'];
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
  readonly taskForce: string | null;
  readonly agency: string | null;
}

export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly seat: NamedSeat;
}

/** Characters without those that look alike. */
const passwordCharacters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Returns twenty random characters, 99 bits, in groups that are easy to read aloud and type. */
export function newPassword(): string {
  const group = () =>
    Array.from({ length: 4 }, () => passwordCharacters.charAt(randomInt(passwordCharacters.length))).join('');
  return Array.from({ length: 5 }, group).join('-');
}

/** Returns the accounts in the file, or null if it is absent or has other content. */
export async function readAccounts(file: string): Promise<readonly DemoAccount[] | null> {
  const text = await ignoreErrors(readFile(file, 'utf8'), 'ENOENT');
  if (text === undefined) return null;
  await chmod(file, 0o600);
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) && found.length > 0 && found.every(isAccount) ? found : null;
  } catch {
    return null;
  }
}

/** Writes the accounts to a file that only the user who started the demo can read. */
export async function writeAccounts(file: string, accounts: readonly DemoAccount[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o711 });
  await writeAtomically(file, `${JSON.stringify(accounts, null, 2)}\n`);
}

/** Returns the accounts as a table for the terminal. */
export function formatTable(accounts: readonly DemoAccount[]): string[] {
  const cells = [
    ['email', 'password', 'role', 'seat'],
    ...accounts.map((one) => [one.email, one.password, one.role, describeSeat(one)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

function describeSeat({ seat: { level, taskForce, agency } }: DemoAccount): string {
  if (level === 'national') return 'national program';
  return level === 'agency' ? `agency: ${String(agency)}` : `task force: ${String(taskForce)}`;
}

function isAccount(found: unknown): found is DemoAccount {
  if (typeof found !== 'object' || found === null) return false;
  const { email, password, role, seat } = found as Record<string, unknown>;
  return [email, password, role].every((text) => typeof text === 'string') && typeof seat === 'object' && seat !== null;
}
