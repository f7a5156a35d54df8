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

const root = fileURLToPath(new URL('..', import.meta.url));

export class Place {
  #ends = [];

  static async open() {
    const place = new Place();
    try {
      await place.#open();
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

  /** Waits for the port it prints. `environment` holds the settings that differ from the usual ones. */
  async startTracker(environment = {}) {
    const { appUrl, authUrl } = this.postgres;
    const usual = { DATABASE_URL: appUrl, DATABASE_AUTH_URL: authUrl, DATABASE_OWNER_URL: '' };
    const tracker = spawn(process.execPath, ['dist/src/main.js'], {
      cwd: root,
      env: { ...process.env, ...usual, PORT: '0', REQUESTS_PER_MINUTE: '1000000', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.tracker = tracker;
    this.endsWith(() => this.stopTracker());
    for await (const line of createInterface({ input: tracker.stdout })) {
      const port = /localhost:(\d+)/.exec(line)?.[1];
      if (port !== undefined) return Number(port);
    }
    throw new Error('The tracker did not start');
  }

  async stopTracker() {
    if (!this.tracker) return;
    const exited = this.tracker.exitCode ?? once(this.tracker, 'exit');
    this.tracker.kill('SIGTERM');
    this.tracker = null;
    await exited;
  }

  /** Adds something that has to end with it, before all that is there already. */
  endsWith(end) {
    this.#ends.push(end);
  }

  async close() {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }

  async #open() {
    const directory = await mkdtemp(join(tmpdir(), 'tracker-bench-'));
    this.endsWith(() => rm(directory, { recursive: true, force: true }));
    // Under root, Postgres runs as another user, who needs access to the folder.
    await chmod(directory, 0o711);
    this.postgres = await startEmbeddedPostgres({ directory });
    const home = await realpath(join(directory, 'postgres'));
    this.endsWith(() => rm(home, { recursive: true, force: true }));
    this.endsWith(() => this.postgres.stop());
    await migrate(this.postgres.ownerUrl, migrations);
    this.adminUrl = urlOfDatabase(this.postgres.adminUrl, new URL(this.postgres.ownerUrl).pathname.slice(1));
  }
}

export async function onPlace(work) {
  const place = await Place.open();
  try {
    await work(place);
  } finally {
    await place.close();
  }
}
