import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { ComplaintMode, ComplaintType } from '../../casework/complaints/complaints.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { HistoricalTotal } from './historical-total.entity.js';
import { historicalTotalPolicy } from './historical-totals.policy.js';
import type { MeasureKey } from './measures/index.js';
import type { Precision } from './reports.enums.js';

/** Actions that the reader may take. */
export class HistoricalTotalMay {
  /** Whether the reader may correct its value, precision or source. */
  readonly correct!: boolean;
}

/** Total of a period before the tracker, with its precision and source. */
export class HistoricalTotalView {
  readonly id!: string;
  readonly version!: number;
  /** Task force; null for the whole program, which includes its task forces. */
  readonly taskForceId!: string | null;
  readonly taskForce!: TaskForceName | null;
  readonly measure!: MeasureKey;
  /**
   * First day of the period.
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day of the period.
   * @format date
   */
  readonly until!: string;
  readonly type!: ComplaintType | null;
  readonly mode!: ComplaintMode | null;
  readonly value!: number;
  readonly precision!: Precision;
  readonly source!: string;
  readonly may!: HistoricalTotalMay;
}

/** Page of historical totals. */
export class HistoricalTotalPage {
  readonly items!: HistoricalTotalView[];
  readonly nextCursor!: string | null;
}

export function toHistoricalTotalView(total: HistoricalTotal, actor: Actor): HistoricalTotalView {
  const {
    id,
    version,
    taskForceId,
    measure,
    fromOn: from,
    untilOn: until,
    type,
    mode,
    value,
    precision,
    source,
  } = total;
  const may = {
    correct: allows(actor.role, 'historical-totals:manage') && historicalTotalPolicy.manage(actor, total),
  };
  return {
    id,
    version,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    measure,
    from,
    until,
    type,
    mode,
    value,
    precision,
    source,
    may,
  };
}
