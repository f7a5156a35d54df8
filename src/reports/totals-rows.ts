import { figuresOf, type Count } from './figures.js';
import type { Names } from './names.js';
import type { TotalsRow } from './reports.contract.js';

/** A count as the database groups it: what was not asked for, or cannot be told, is null. */
export interface Cell extends Count {
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
  /** Its first day. */
  readonly month: string | null;
  readonly type: string | null;
  readonly mode: string | null;
}

/** One row for each combination, with all its measures side by side, always in the same order. */
export function rowsOf(cells: readonly Cell[], { taskForces, agencies }: Names): TotalsRow[] {
  const groups = new Map<string, [Cell, ...Cell[]]>();
  for (const cell of cells) {
    const { taskForceId, agencyId, month, type, mode } = cell;
    const key = JSON.stringify([taskForceId, agencyId, month, type, mode]);
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups.values()]
    .map((group) => {
      const [{ taskForceId, agencyId, month, type, mode }] = group;
      return {
        taskForce: taskForceId === null ? null : (taskForces.get(taskForceId) ?? null),
        agency: agencyId === null ? null : (agencies.get(agencyId) ?? null),
        month: month === null ? null : month.slice(0, 7),
        type,
        mode,
        figures: figuresOf(group),
      };
    })
    .sort(byWhatIsTold);
}

function byWhatIsTold(a: TotalsRow, b: TotalsRow): number {
  return (
    inOrder(a.taskForce?.code, b.taskForce?.code) ||
    inOrder(a.agency?.name, b.agency?.name) ||
    inOrder(a.agency?.id, b.agency?.id) ||
    inOrder(a.month, b.month) ||
    inOrder(a.type, b.type) ||
    inOrder(a.mode, b.mode)
  );
}

/** What cannot be told comes last. */
function inOrder(a: string | null | undefined, b: string | null | undefined): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  return a < b ? -1 : a > b ? 1 : 0;
}
