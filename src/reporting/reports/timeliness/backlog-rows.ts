import { complaintStates, type ComplaintState } from '../../../casework/complaints/complaints.enums.js';
import type { OrganizationNames } from '../organization-names.js';
import type { Backlog, BacklogOfState, BacklogRow } from './backlog.view.js';
import { compareNames, groupByKey, toNamedKey, calculateShare, type CellKey } from './breakdown.js';
import { ages } from './backlog-ages.js';

export interface BacklogCell extends CellKey {
  readonly state: ComplaintState;
  /** Index in the list of ages. */
  readonly age: number;
  readonly complaints: number;
  readonly pastTarget: number;
  readonly overdue: number;
  readonly expiring: number;
  readonly expired: number;
}

type CountColumn = 'complaints' | 'pastTarget' | 'overdue' | 'expiring' | 'expired';

export function toBacklog(cells: readonly BacklogCell[]): Backlog {
  const sum = (column: CountColumn, subset = cells): number => subset.reduce((total, cell) => total + cell[column], 0);
  const open = sum('complaints');
  const pastTarget = sum('pastTarget');
  return {
    open,
    ages: ages.map((age, index) => ({
      age,
      complaints: sum(
        'complaints',
        cells.filter((cell) => cell.age === index),
      ),
    })),
    pastTarget,
    pastTargetShare: calculateShare(pastTarget, open),
    overdue: sum('overdue'),
    expiring: sum('expiring'),
    expired: sum('expired'),
  };
}

/** Returns the backlog of each state with open complaints, in the order of states. */
export function toBacklogStates(cells: readonly BacklogCell[]): BacklogOfState[] {
  return groupByKey(cells, ({ state }) => state)
    .map((group) => ({ state: group[0].state, backlog: toBacklog(group) }))
    .sort((a, b) => getStateOrder(a.state) - getStateOrder(b.state));
}

/** Returns one row for each combination, in a fixed order. */
export function toBacklogRows(
  cells: readonly BacklogCell[],
  names: OrganizationNames,
  hasState: boolean,
): BacklogRow[] {
  return groupByKey(cells, ({ taskForceId, agencyId, priority, source, state }) => [
    taskForceId,
    agencyId,
    priority,
    source,
    hasState ? state : null,
  ])
    .map((group) => ({
      ...toNamedKey(group[0], names),
      state: hasState ? group[0].state : null,
      backlog: toBacklog(group),
    }))
    .sort((a, b) => compareNames(a, b) || getStateOrder(a.state) - getStateOrder(b.state));
}

function getStateOrder(state: ComplaintState | null): number {
  return state === null ? 0 : complaintStates.indexOf(state);
}
