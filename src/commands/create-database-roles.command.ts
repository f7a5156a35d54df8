import { randomBytes } from 'node:crypto';
import { print, runCommand } from './cli.js';
import { roleSettings } from '../platform/database/data-source.js';
import { readDatabaseRoles } from '../platform/database/read-database-roles.js';
import {
  createRoles,
  loginRoles,
  trackerDatabase,
  urlOfDatabase,
  type LoginRole,
  type RolePasswords,
} from '../platform/database/database-roles.js';

class Usage extends Error {}

interface RolePassword {
  readonly password: string;
  readonly isNew: boolean;
}

/** Environment variables with a role's password for this command, and with its URL for the tracker. */
const variableOf: Readonly<Record<LoginRole, { readonly password: string; readonly url: string }>> = {
  tracker_owner: { password: 'DATABASE_OWNER_PASSWORD', url: 'DATABASE_OWNER_URL' },
  tracker_app: { password: 'DATABASE_APP_PASSWORD', url: 'DATABASE_URL' },
  tracker_auth: { password: 'DATABASE_AUTH_PASSWORD', url: 'DATABASE_AUTH_URL' },
  tracker_signer: { password: 'DATABASE_SIGNER_PASSWORD', url: 'DATABASE_SIGNER_URL' },
  tracker_auditor: { password: 'DATABASE_AUDITOR_PASSWORD', url: 'DATABASE_AUDITOR_URL' },
  tracker_purge: { password: 'DATABASE_PURGE_PASSWORD', url: 'DATABASE_PURGE_URL' },
};

/** Former names of variables. The command refuses them, because their values would otherwise be ignored. */
const renamedVariables: Readonly<Record<string, string>> = {
  DATABASE_DOOR_PASSWORD: 'DATABASE_AUTH_PASSWORD',
  DATABASE_SEALER_PASSWORD: 'DATABASE_SIGNER_PASSWORD',
};

/**
 * Runs `npm run db:roles`: creates or repairs the roles and the database on an external server. Passwords come from the
 * environment; new roles may get random ones. It is plain SQL, so it needs no service of Nest.
 */
async function main(): Promise<void> {
  const { DATABASE_ADMIN_URL: adminUrl = '', ...given } = process.env;
  if (!/^postgres(ql)?:$/.test(URL.canParse(adminUrl) ? new URL(adminUrl).protocol : '')) {
    throw new Usage(
      'Set DATABASE_ADMIN_URL to a role that may create roles and databases: postgres://admin:password@host:5432/postgres.',
    );
  }
  for (const [former, current] of Object.entries(renamedVariables)) {
    if (given[former]) throw new Usage(`${former} is now named ${current}.`);
  }
  const known = await readDatabaseRoles(adminUrl);
  const passwords = new Map(
    loginRoles.map((role) => [role, passwordFor(role, given[variableOf[role].password], known)]),
  );
  await createRoles(
    adminUrl,
    Object.fromEntries([...passwords].map(([role, { password }]) => [role, password])) as RolePasswords,
    roleSettings(),
  );
  print(`The roles and the database ${trackerDatabase} exist. Set these variables in the environment of the tracker:`);
  for (const [role, password] of passwords) print(`  ${variableOf[role].url}=${urlOf(role, password, adminUrl)}`);
  if ([...passwords.values()].some(({ isNew }) => !isNew)) {
    print('Replace PASSWORD with the password that you chose, percent-encoded.');
  }
}

/**
 * Returns the password of a role. An existing role may be in use, so its password is never replaced without a request.
 */
function passwordFor(role: LoginRole, given: string | undefined, known: readonly string[]): RolePassword {
  if (given) return { password: given, isNew: false };
  if (!known.includes(role)) return { password: randomBytes(24).toString('base64url'), isNew: true };
  throw new Usage(
    `The database role ${role} already exists. Set its old or a new password as ${variableOf[role].password}.`,
  );
}

/** Returns the URL of a role: the only copy of a random password, and without a given one. */
function urlOf(role: string, { password, isNew }: RolePassword, adminUrl: string): string {
  const url = new URL(urlOfDatabase(adminUrl, trackerDatabase));
  url.username = role;
  url.password = isNew ? password : 'PASSWORD';
  return url.href;
}

await runCommand(main, (fault) => {
  const { message } = fault as Error;
  return fault instanceof Usage ? message : `The database roles could not be created: ${message}`;
});
