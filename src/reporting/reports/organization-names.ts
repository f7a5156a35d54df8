import type { EntityManager } from 'typeorm';
import { selectEntities } from '../../platform/database/rows.js';
import { Agency } from '../../organization/agencies/agency.entity.js';
import type { AgencyName } from '../../organization/agencies/agency-name.view.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import type { TaskForceName } from '../../organization/task-forces/task-force-name.view.js';

export interface OrganizationNames {
  readonly taskForces: ReadonlyMap<string, TaskForceName>;
  readonly agencies: ReadonlyMap<string, AgencyName>;
}

/** Loads the names in two statements at most, for any number of rows. */
export async function loadNames(
  tx: EntityManager,
  taskForceIds: readonly string[],
  agencyIds: readonly string[],
): Promise<OrganizationNames> {
  const taskForces = await findByIds(tx, TaskForce, taskForceIds);
  const agencies = await findByIds(tx, Agency, agencyIds);
  return {
    taskForces: new Map(taskForces.map(({ id, code, name }) => [id, { id, code, name }])),
    agencies: new Map(agencies.map(({ id, name }) => [id, { id, name }])),
  };
}

async function findByIds<E extends TaskForce | Agency>(
  tx: EntityManager,
  entity: new () => E,
  ids: readonly string[],
): Promise<E[]> {
  if (ids.length === 0) return [];
  return selectEntities(tx, tx.createQueryBuilder(entity, 'e').where('e.id = ANY(:ids)', { ids: [...new Set(ids)] }));
}
