import { randomBytes } from 'node:crypto';
import { knownRoles } from './platform/database/known-roles.js';
import { createRoles, trackerDatabase, within } from './platform/database/roles.js';

/** What is asked of whoever runs this is missing or wrong. */
class Usage extends Error {}

interface RolePassword {
  readonly password: string;
  readonly isNew: boolean;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run db:roles`: makes the tracker's roles and its database on a server of one's own, or sets them right. Passwords come
 * from the environment; roles that are new may get random ones.
 */
async function main({ DATABASE_ADMIN_URL: adminUrl = '', ...given }: NodeJS.ProcessEnv): Promise<void> {
  if (!/^postgres(ql)?:$/.test(URL.canParse(adminUrl) ? new URL(adminUrl).protocol : '')) {
    throw new Usage(
      'Set DATABASE_ADMIN_URL to a role that may create roles and databases: postgres://admin:password@host:5432/postgres.',
    );
  }
  const known = await knownRoles(adminUrl);
  const owner = passwordFor('tracker_owner', given.DATABASE_OWNER_PASSWORD, known);
  const app = passwordFor('tracker_app', given.DATABASE_APP_PASSWORD, known);
  await createRoles(adminUrl, { ownerPassword: owner.password, appPassword: app.password });
  say(`The roles and the database ${trackerDatabase} are there. Set in the environment of the tracker:`);
  say(`  DATABASE_URL=${urlOf('tracker_app', app, adminUrl)}`);
  say(`  DATABASE_OWNER_URL=${urlOf('tracker_owner', owner, adminUrl)}`);
  if (!owner.isNew || !app.isNew) say('PASSWORD stands for one that you gave, percent-encoded.');
}

/** A role that is there may be serving somewhere, and must not lose its password unasked. */
function passwordFor(role: string, given: string | undefined, known: readonly string[]): RolePassword {
  if (given) return { password: given, isNew: false };
  if (!known.includes(role)) return { password: randomBytes(24).toString('base64url'), isNew: true };
  throw new Usage(
    `${role} is there already. Give its password, old or new: DATABASE_OWNER_PASSWORD for tracker_owner, ` +
      'DATABASE_APP_PASSWORD for tracker_app.',
  );
}

/** The only copy of a random password; one that was given is not repeated. */
function urlOf(role: string, { password, isNew }: RolePassword, adminUrl: string): string {
  const url = new URL(within(adminUrl, trackerDatabase));
  url.username = role;
  url.password = isNew ? password : 'PASSWORD';
  return url.href;
}

try {
  await main(process.env);
} catch (fault) {
  const { message } = fault as Error;
  process.stderr.write(fault instanceof Usage ? `${message}\n` : `The roles could not be made: ${message}\n`);
  process.exitCode = 1;
}
