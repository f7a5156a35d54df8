/** A record of one size: a Postgres of its own, and the tracker before it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { migrations } from '../../dist/migrations/index.js';
import { startEmbeddedPostgres } from '../../dist/src/platform/database/embedded/embedded-postgres.js';
import { migrate } from '../../dist/src/platform/database/migrate.js';
import { within } from '../../dist/src/platform/database/roles.js';
import { layReports } from './ground.mjs';
import { lockReturn } from './locked-return.mjs';
import { serveAs } from './serving.mjs';
import { sizesOf } from './sizes.mjs';

/** Everything that has to end again, the last first. */
class Ends {
  #ends = [];

  add(end) {
    this.#ends.push(end);
  }

  async close() {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }
}

/** Lays the record and starts the tracker. What was begun ends again where it cannot be finished. */
export async function openPlace(root, complaints, say) {
  const ends = new Ends();
  try {
    const directory = await mkdtemp(join(tmpdir(), 'tracker-bench-'));
    ends.add(() => rm(directory, { recursive: true, force: true }));
    // As root, Postgres runs as somebody else, who has to get through.
    await chmod(directory, 0o711);
    const postgres = await startEmbeddedPostgres({ directory });
    const home = await realpath(join(directory, 'postgres'));
    ends.add(() => rm(home, { recursive: true, force: true }));
    ends.add(() => postgres.stop());
    await migrate(postgres.ownerUrl, migrations);
    const adminUrl = within(postgres.adminUrl, new URL(postgres.ownerUrl).pathname.slice(1));
    const ground = await layReports(adminUrl, complaints, say);
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    ends.add(() => admin.end());
    const serving = await serveAs(postgres.appUrl);
    ends.add(() => serving.end());
    const port = await startTracker(root, postgres, ends);
    const returnId = await lockReturn({ ...ground, port, admin });
    return {
      ...ground,
      complaints,
      returnId,
      admin,
      serving,
      port,
      told: async () => ({ complaints, seconds: ground.seconds, tables: await sizesOf(admin) }),
      close: () => ends.close(),
    };
  } catch (fault) {
    await ends.close();
    throw fault;
  }
}

/** Waits for the port it prints. */
async function startTracker(root, postgres, ends) {
  const environment = {
    DATABASE_URL: postgres.appUrl,
    DATABASE_DOOR_URL: postgres.doorUrl,
    DATABASE_OWNER_URL: '',
    PORT: '0',
    REQUESTS_PER_MINUTE: '1000000',
  };
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ends.add(async () => {
    const gone = child.exitCode ?? once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /localhost:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error('The tracker did not start');
}
