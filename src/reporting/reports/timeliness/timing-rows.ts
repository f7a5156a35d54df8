import type { OrganizationNames } from '../organization-names.js';
import type { TimelinessRow } from './timeliness.view.js';
import type { Timing, Timings } from './timings.view.js';
import { disposition, reopening, timingMeasures, type TimingKey, type TimingMeasure } from './timing-measures.js';
import { compareNames, groupByKey, compareNullsLast, toNamedKey, calculateShare, type CellKey } from './breakdown.js';

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
export function toTimings(cells: readonly TimingCell[]): Timings {
  const findCell = ({ key }: { key: TimingKey }): TimingCell | undefined =>
    cells.find(({ measure }) => measure === key);
  const entries = timingMeasures.map((measure) => [measure.property, toTiming(measure, findCell(measure))] as const);
  const reopenedShare = calculateShare(findCell(reopening)?.stopped ?? 0, findCell(disposition)?.stopped ?? 0);
  return { ...(Object.fromEntries(entries) as Record<TimingMeasure['property'], Timing>), reopenedShare };
}

/** Returns one row for each combination, with all its clocks, in a fixed order. */
export function toTimingRows(cells: readonly TimingCell[], names: OrganizationNames): TimelinessRow[] {
  return groupByKey(cells, ({ taskForceId, agencyId, priority, source, month }) => [
    taskForceId,
    agencyId,
    priority,
    source,
    month,
  ])
    .map((group) => ({
      ...toNamedKey(group[0], names),
      month: group[0].month?.slice(0, 7) ?? null,
      timings: toTimings(group),
    }))
    .sort((a, b) => compareNames(a, b) || compareNullsLast(a.month, b.month));
}

function toTiming({ hasTarget }: TimingMeasure, cell: TimingCell | undefined): Timing {
  const targeted = cell?.targeted ?? 0;
  const past = cell?.pastTarget ?? 0;
  return {
    stopped: cell?.stopped ?? 0,
    wall: { medianSeconds: cell?.wallMedian ?? null, p90Seconds: cell?.wallP90 ?? null },
    working: { medianSeconds: cell?.workingMedian ?? null, p90Seconds: cell?.workingP90 ?? null },
    pastTarget: hasTarget ? { total: targeted, past, share: calculateShare(past, targeted) } : null,
  };
}
