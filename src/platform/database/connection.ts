import pg from 'pg';

export type Connection = pg.Client;

/** Runs work on a new connection and closes it afterwards. A lost connection fails the current statement. */
export async function withNewConnection<T>(
  url: string,
  name: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = new pg.Client({ connectionString: url, application_name: name, connectionTimeoutMillis: 5000 });
  connection.on('error', () => undefined);
  await connection.connect();
  try {
    return await work(connection);
  } finally {
    // A lost connection cannot be closed, which is harmless.
    await connection.end().catch(() => undefined);
  }
}
