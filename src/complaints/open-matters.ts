import type { EntityManager } from 'typeorm';
import { OpenMatters, type OpenMatter } from './complaints.errors.js';

/** Refuses what would end a complaint while something of it is open: each feature says in the database what it keeps open. */
export async function requireNothingOpen(tx: EntityManager, complaintId: string): Promise<void> {
  const open = await tx.query<OpenMatter[]>('SELECT kind, n::int AS count FROM app.open_matters($1) ORDER BY kind', [
    complaintId,
  ]);
  if (open.length > 0) throw new OpenMatters(open);
}
