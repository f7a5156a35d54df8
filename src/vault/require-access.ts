import type { EntityManager } from 'typeorm';
import { IdentityAccessWithdrawn } from './vault.errors.js';

const isWithdrawn = 'SELECT vault.is_own_access_withdrawn() AS withdrawn';

/** 403 where a supervisor has withdrawn the actor's access. The functions of the vault refuse by themselves; this says why. */
export async function requireAccess(tx: EntityManager): Promise<void> {
  const [row] = await tx.query<{ withdrawn: boolean }[]>(isWithdrawn);
  if (row?.withdrawn !== false) throw new IdentityAccessWithdrawn();
}
