import pg from 'pg';

/** A connection of a command's own, outside the pools that serve. */
export type Connection = pg.Client;

/** Works on a connection of its own, which ends with the work. A connection that is lost fails the statement under way. */
export async function connected<T>(
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
    // Of one that is lost already there is nothing to end.
    await connection.end().catch(() => undefined);
  }
}
