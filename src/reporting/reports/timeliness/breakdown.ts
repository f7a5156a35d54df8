import type { ComplaintSource, Priority } from '../../../casework/complaints/complaints.enums.js';
import type { OrganizationNames } from '../organization-names.js';
import type { AgencyName } from '../../../organization/agencies/agency-name.view.js';
import type { TaskForceName } from '../../../organization/task-forces/task-force-name.view.js';

/** Database columns of the dimensions. A dimension that was not requested is null. */
export const columnByDimension = {
  taskForce: 'task_force',
  agency: 'agency',
  priority: 'priority',
  source: 'source',
  month: 'month',
  state: 'state',
} as const;

export interface CellKey {
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
  readonly priority: Priority | null;
  readonly source: ComplaintSource | null;
}

export interface NamedKey {
  readonly taskForce: TaskForceName | null;
  readonly agency: AgencyName | null;
  readonly priority: Priority | null;
  readonly source: ComplaintSource | null;
}

export function toNamedKey({ taskForceId, agencyId, priority, source }: CellKey, names: OrganizationNames): NamedKey {
  return {
    taskForce: taskForceId === null ? null : (names.taskForces.get(taskForceId) ?? null),
    agency: agencyId === null ? null : (names.agencies.get(agencyId) ?? null),
    priority,
    source,
  };
}

/** Groups the cells with equal keys. The groups have the order of their first cells. */
export function groupByKey<Cell>(cells: readonly Cell[], keyOf: (cell: Cell) => unknown): [Cell, ...Cell[]][] {
  const groups = new Map<string, [Cell, ...Cell[]]>();
  for (const cell of cells) {
    const key = JSON.stringify(keyOf(cell));
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups.values()];
}

export function collectIds(cells: readonly CellKey[], key: 'taskForceId' | 'agencyId'): string[] {
  return cells.flatMap((cell) => cell[key] ?? []);
}

/** Compares by names, tiers and sources; null comes last. */
export function compareNames(a: NamedKey, b: NamedKey): number {
  return (
    compareNullsLast(a.taskForce?.code, b.taskForce?.code) ||
    compareNullsLast(a.agency?.name, b.agency?.name) ||
    compareNullsLast(a.agency?.id, b.agency?.id) ||
    compareNullsLast(a.priority, b.priority) ||
    compareNullsLast(a.source, b.source)
  );
}

export function compareNullsLast<T extends string | number>(a: T | null | undefined, b: T | null | undefined): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Returns a share rounded to a thousandth; null if the whole is zero. */
export function calculateShare(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 1000;
}
