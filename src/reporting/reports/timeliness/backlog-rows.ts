import { complaintStates, type ComplaintState } from '../../../casework/complaints/complaints.words.js';
import type { Names } from '../names.js';
import type { Backlog, BacklogOfState, BacklogRow } from './backlog.contract.js';
import { byName, grouped, nameOf, shareOf, type CellKey } from './told-apart.js';
import { ages } from './waiting.js';

/** Database counts of one state, age and combination of dimensions. */
export interface BacklogCell extends CellKey {
  readonly state: ComplaintState;
  /** Index in the list of ages. */
  readonly age: number;
  readonly complaints: number;
  readonly pastTarget: number;
  readonly overdue: number;
  readonly runningOut: number;
  readonly runOut: number;
}

type Counted = 'complaints' | 'pastTarget' | 'overdue' | 'runningOut' | 'runOut';

export function backlogOf(cells: readonly BacklogCell[]): Backlog {
  const sum = (of: Counted, among = cells): number => among.reduce((total, cell) => total + cell[of], 0);
  const open = sum('complaints');
  const pastTarget = sum('pastTarget');
  return {
    open,
    ages: ages.map((age, place) => ({
      age,
      complaints: sum(
        'complaints',
        cells.filter((cell) => cell.age === place),
      ),
    })),
    pastTarget,
    pastTargetShare: shareOf(pastTarget, open),
    overdue: sum('overdue'),
    runningOut: sum('runningOut'),
    runOut: sum('runOut'),
  };
}

/** Returns the backlog of each state with open complaints, in the order of states. */
export function backlogStatesOf(cells: readonly BacklogCell[]): BacklogOfState[] {
  return grouped(cells, ({ state }) => state)
    .map((group) => ({ state: group[0].state, backlog: backlogOf(group) }))
    .sort((a, b) => placeOf(a.state) - placeOf(b.state));
}

/** Returns one row for each combination, in a fixed order. */
export function backlogRowsOf(cells: readonly BacklogCell[], names: Names, tellsState: boolean): BacklogRow[] {
  return grouped(cells, ({ taskForceId, agencyId, priority, source, state }) => [
    taskForceId,
    agencyId,
    priority,
    source,
    tellsState ? state : null,
  ])
    .map((group) => ({
      ...nameOf(group[0], names),
      state: tellsState ? group[0].state : null,
      backlog: backlogOf(group),
    }))
    .sort((a, b) => byName(a, b) || placeOf(a.state) - placeOf(b.state));
}

function placeOf(state: ComplaintState | null): number {
  return state === null ? 0 : complaintStates.indexOf(state);
}
