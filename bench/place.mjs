/** Environment of a bench: a migrated Postgres of its own and a tracker. Both end with the bench. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrations } from '../dist/migrations/index.js';
import { startEmbeddedPostgres } from '../dist/src/platform/embedded-postgres/embedded-postgres.js';
import { migrate } from '../dist/src/platform/database/migrate.js';
import { urlOfDatabase } from '../dist/src/platform/database/database-roles.js';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Names of the connections of the two servers, by which the bench finds their backends. */
const trackerApplication = 'task-force-tracker';
const bareApplication = 'bare-server';

export class Place {
  #ends = [];

  /** `settings` are those of Postgres that differ from the usual ones, also ones that take a restart. */
  static async open(settings = {}) {
    const place = new Place();
    try {
      await place.#open(settings);
    } catch (fault) {
      await place.close();
      throw fault;
    }
    return place;
  }

  async connect() {
    const client = new pg.Client({ connectionString: this.adminUrl });
    await client.connect();
    this.endsWith(() => client.end());
    return client;
  }

  /** Returns the port. `environment` holds the settings that differ from the usual ones. */
  async startTracker(environment = {}) {
    return (await this.startMeasuredTracker(environment)).port;
  }

  /** Returns the port of the tracker, and its process for the meter. `nodeOptions` come before its file. */
  async startMeasuredTracker(environment = {}, nodeOptions = []) {
    const { appUrl, authUrl } = this.postgres;
    const usual = { DATABASE_URL: appUrl, DATABASE_AUTH_URL: authUrl, DATABASE_OWNER_URL: '' };
    const limits = { PORT: '0', REQUESTS_PER_MINUTE: '1000000' };
    const tracker = startServer([...nodeOptions, 'dist/src/main.js'], { ...usual, ...limits, ...environment });
    this.tracker = tracker;
    this.endsWith(() => this.stopTracker());
    return { port: await portOf(tracker), pid: tracker.pid, application: trackerApplication };
  }

  /** Starts the bare server on the same database. */
  async startBare(taskForceId) {
    const url = new URL(this.adminUrl);
    url.searchParams.set('application_name', bareApplication);
    const bare = startServer(['bench/bare-server.mjs', url.href, taskForceId], {});
    this.endsWith(() => stop(bare));
    return { port: await portOf(bare), pid: bare.pid, application: bareApplication };
  }

  async stopTracker() {
    if (!this.tracker) return;
    const tracker = this.tracker;
    this.tracker = null;
    await stop(tracker);
  }

  /** Adds something that has to end with it, before all that is there already. */
  endsWith(end) {
    this.#ends.push(end);
  }

  async close() {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }

  async #open(settings) {
    const directory = await mkdtemp(join(tmpdir(), 'tracker-bench-'));
    this.endsWith(() => rm(directory, { recursive: true, force: true }));
    // Under root, Postgres runs as another user, who needs access to the folder.
    await chmod(directory, 0o711);
    this.postgres = await startEmbeddedPostgres({ directory });
    if (Object.keys(settings).length > 0) await this.#set(directory, settings);
    const home = await realpath(join(directory, 'postgres'));
    this.endsWith(() => rm(home, { recursive: true, force: true }));
    this.endsWith(() => this.postgres.stop());
    await migrate(this.postgres.ownerUrl, migrations);
    this.adminUrl = urlOfDatabase(this.postgres.adminUrl, new URL(this.postgres.ownerUrl).pathname.slice(1));
  }

  async #set(directory, settings) {
    const client = new pg.Client({ connectionString: this.postgres.adminUrl });
    await client.connect();
    // ALTER SYSTEM takes no parameters.
    for (const [name, value] of Object.entries(settings))
      await client.query(`ALTER SYSTEM SET ${client.escapeIdentifier(name)} = ${client.escapeLiteral(value)}`);
    await client.query('SELECT pg_reload_conf()');
    const { rows } = await client.query(`SELECT FROM pg_settings WHERE name = ANY ($1) AND context = 'postmaster'`, [
      Object.keys(settings),
    ]);
    await client.end();
    if (rows.length === 0) return;
    await this.postgres.stop();
    this.postgres = await startEmbeddedPostgres({ directory });
  }
}

export async function onPlace(work, settings = {}) {
  const place = await Place.open(settings);
  try {
    await work(place);
  } finally {
    await place.close();
  }
}

function startServer(command, environment) {
  return spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Waits for the port that a server prints. */
async function portOf(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const port = /localhost:(\d+)/.exec(line)?.[1] ?? /^(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error('The server ended before it printed its port');
}

async function stop(server) {
  const exited = server.exitCode ?? once(server, 'exit');
  server.kill('SIGTERM');
  await exited;
}
