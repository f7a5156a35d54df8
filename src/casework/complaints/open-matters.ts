import type { EntityManager } from 'typeorm';
import { OpenMatters, type OpenMatter } from './complaints.errors.js';

/** Rejects closing while records of the complaint are open. Each feature registers its open records in the database. */
export async function requireNoOpenMatters(tx: EntityManager, complaintId: string): Promise<void> {
  const open = await tx.query<OpenMatter[]>('SELECT kind, n::int AS count FROM app.open_matters($1) ORDER BY kind', [
    complaintId,
  ]);
  if (open.length > 0) throw new OpenMatters(open);
}
