import pg from 'pg';

export type Connection = pg.Client;

/** Time that a start or a command waits for Postgres, which may start itself. A request waits far shorter. */
export const maxConnectMs = 30_000;

/** Runs work on a new connection and closes it afterwards. A lost connection fails the current statement. */
export async function withNewConnection<T>(
  url: string,
  name: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: maxConnectMs,
  });
  connection.on('error', () => undefined);
  await connection.connect();
  try {
    return await work(connection);
  } finally {
    // A lost connection cannot be closed, which is harmless.
    await connection.end().catch(() => undefined);
  }
}
