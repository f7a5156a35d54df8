import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../../platform/http/problems.js';
import { optionalField, textParser } from './field.js';

const selectAgencies = 'SELECT id, name, ori FROM app.agencies WHERE task_force_id = (SELECT auth.case_task_force())';

/** Field of the agency that owns or has recorded it. */
export const agencyField = optionalField(textParser({ max: 200 }), 'agencyId', 'ori', 'agencyOri', 'agencyName');

/** Agencies by each name that a cell may use: id, ORI or name; null for a name of several agencies. */
export type AgencyIds = ReadonlyMap<string, string | null>;

export async function readAgencyIds(tx: EntityManager): Promise<AgencyIds> {
  const rows = await tx.query<{ id: string; name: string; ori: string | null }[]>(selectAgencies);
  const ids = new Map<string, string | null>();
  for (const { id, name } of rows) ids.set(name, ids.has(name) ? null : id);
  for (const { id, ori } of rows) {
    ids.set(id, id);
    if (ori !== null) ids.set(ori, id);
  }
  return ids;
}

/** Returns the agency that a cell names, if there is one. Rejects an unknown or ambiguous name (422). */
export function resolveAgency(cell: string | undefined, agencies: AgencyIds): string | undefined {
  if (cell === undefined) return undefined;
  // Ids are stored in lower case, ORIs in upper case, names as entered.
  const id = [cell, cell.toLowerCase(), cell.toUpperCase()]
    .map((one) => agencies.get(one))
    .find((one) => one !== undefined);
  if (id === null) throw InvalidInput.forPath('/agencyId', 'is the name of more than one agency; use the ORI');
  if (id === undefined)
    throw InvalidInput.forPath('/agencyId', 'names an agency that does not exist or is not accessible');
  return id;
}
