import type { EntityManager } from 'typeorm';
import { OpenMatters, type OpenMatter } from './complaints.errors.js';

/**
 * Rejects the closing of a complaint, or its transfer to another task force, while records of it are open. Each feature registers its open
 * records in the database.
 */
export async function requireNoOpenMatters(tx: EntityManager, complaintId: string): Promise<void> {
  const open = await tx.query<OpenMatter[]>('SELECT kind, n::int AS count FROM app.open_matters($1) ORDER BY kind', [
    complaintId,
  ]);
  if (open.length > 0) throw new OpenMatters(open);
}
