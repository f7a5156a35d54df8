import pg from 'pg';
import { maxConnectMs } from './connection.js';

export async function readDatabaseRoles(adminUrl: string): Promise<string[]> {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: maxConnectMs });
  admin.on('error', () => undefined);
  try {
    await admin.connect();
    const { rows } = await admin.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
    return rows.map(({ rolname }) => rolname);
  } finally {
    await admin.end();
  }
}
