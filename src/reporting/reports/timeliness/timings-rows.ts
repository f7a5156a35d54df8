import type { Names } from '../names.js';
import type { TimelinessRow } from './timeliness.contract.js';
import type { Timing, Timings } from './timings.contract.js';
import { disposition, reopening, timingMeasures, type TimingKey, type TimingMeasure } from './timings.js';
import { byName, grouped, inOrder, nameOf, shareOf, type CellKey } from './told-apart.js';

/** Database counts of one clock in one cell. */
export interface TimingCell extends CellKey {
  readonly isWhole: boolean;
  readonly measure: TimingKey;
  /** First day of the month. */
  readonly month: string | null;
  readonly stopped: number;
  readonly wallMedian: number;
  readonly wallP90: number;
  readonly workingMedian: number;
  readonly workingP90: number;
  readonly targeted: number;
  readonly pastTarget: number;
}

/** Returns every clock of one cell. A clock without a count has not stopped. */
export function timingsOf(cells: readonly TimingCell[]): Timings {
  const cellOf = ({ key }: { key: TimingKey }): TimingCell | undefined => cells.find(({ measure }) => measure === key);
  const told = timingMeasures.map((measure) => [measure.property, timingOf(measure, cellOf(measure))] as const);
  const reopenedShare = shareOf(cellOf(reopening)?.stopped ?? 0, cellOf(disposition)?.stopped ?? 0);
  return { ...(Object.fromEntries(told) as Record<TimingMeasure['property'], Timing>), reopenedShare };
}

/** Returns one row for each combination, with all its clocks, in a fixed order. */
export function timingRowsOf(cells: readonly TimingCell[], names: Names): TimelinessRow[] {
  return grouped(cells, ({ taskForceId, agencyId, priority, source, month }) => [
    taskForceId,
    agencyId,
    priority,
    source,
    month,
  ])
    .map((group) => ({
      ...nameOf(group[0], names),
      month: group[0].month?.slice(0, 7) ?? null,
      timings: timingsOf(group),
    }))
    .sort((a, b) => byName(a, b) || inOrder(a.month, b.month));
}

function timingOf({ hasTarget }: TimingMeasure, cell: TimingCell | undefined): Timing {
  const of = cell?.targeted ?? 0;
  const past = cell?.pastTarget ?? 0;
  return {
    stopped: cell?.stopped ?? 0,
    wall: { medianSeconds: cell?.wallMedian ?? null, p90Seconds: cell?.wallP90 ?? null },
    working: { medianSeconds: cell?.workingMedian ?? null, p90Seconds: cell?.workingP90 ?? null },
    pastTarget: hasTarget ? { of, past, share: shareOf(past, of) } : null,
  };
}
