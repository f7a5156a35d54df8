import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** Rejection of a start on data that another tracker uses. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';

  constructor(directory: string) {
    super(`A tracker is already running on ${directory}. Stop it first, or set DATA_DIRECTORY to another folder.`);
  }
}

/** Lock number: "tracker" in ASCII. */
const lockNumber = '32776859903812978';

/** Grace period after a killed tracker, because Postgres must first detect the lost connection. */
const graceMs = 1500;

/**
 * Takes the advisory lock that only one tracker on these data can hold. It ends with its own connection, so it can
 * never be stale.
 */
export async function acquireLock(url: string, directory: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'tracker lock',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  await client.connect();
  const deadline = Date.now() + graceMs;
  try {
    while (!(await tryLock(client))) {
      if (Date.now() > deadline) throw new AlreadyRunning(directory);
      await delay(50);
    }
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [lockNumber]);
  return rows[0]?.taken === true;
}
