import type { EntityManager } from 'typeorm';
import { IdentityAccessWithdrawn } from './vault.errors.js';

const isWithdrawn = 'SELECT vault.is_own_access_withdrawn() AS withdrawn';

/**
 * Throws 403 if a supervisor has withdrawn the actor's access. The vault's functions reject by themselves; this gives
 * the reason.
 */
export async function requireIdentityAccess(tx: EntityManager): Promise<void> {
  const [row] = await tx.query<{ withdrawn: boolean }[]>(isWithdrawn);
  if (row?.withdrawn !== false) throw new IdentityAccessWithdrawn();
}
