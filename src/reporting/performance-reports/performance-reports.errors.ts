import { Conflict, type InputError } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import type { PerformanceReportState } from './performance-reports.enums.js';

/** Rejected definition. Only the definition in force for the period applies. */
export class DefinitionNotInForce extends Conflict {
  readonly type = 'definition-not-in-force';
  readonly title = 'That report definition was not in force for the period.';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** Version in force; null if the report did not exist then. */
    readonly inForce: number | null;
  };

  constructor(inForce: number | null) {
    super();
    this.members = { errors: [{ pointer: '#/definitionVersion', detail: 'is not in force for the period' }], inForce };
  }
}

/** Rejected approval before the end of the period in the task force's time zone. The figures may still change. */
export class PeriodNotOver extends Conflict {
  readonly type = 'period-not-over';
  readonly title = 'The period of the performance report is not over yet.';
  override readonly members: {
    /** First day on which it can be locked. */
    readonly overOn: Day;
  };

  constructor(overOn: Day) {
    super();
    this.members = { overOn };
  }
}

/** Rejected preparation. A period has one prepared report at a time. */
export class ReportPrepared extends Conflict {
  readonly type = 'report-prepared';
  readonly title = 'A performance report of that period is already prepared. Approve or withdraw it first.';
  override readonly members: {
    /** Performance report that is prepared for the same period. */
    readonly performanceReportId: string;
  };

  constructor(performanceReportId: string) {
    super();
    this.members = { performanceReportId };
  }
}

/** Rejected preparation. A revision also gives a reason. */
export class ReportLocked extends Conflict {
  readonly type = 'report-locked';
  readonly title = 'The performance report of that period is locked. A revision must name the latest locked report.';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** Latest locked report. */
    readonly performanceReportId: string;
  };

  constructor(performanceReportId: string) {
    super();
    this.members = {
      errors: [{ pointer: '#/revises', detail: 'is not the latest locked report of the period' }],
      performanceReportId,
    };
  }
}

/** Rejected change. Only a report in the state `prepared` can be checked, answered, approved or withdrawn. */
export class ReportNotOpen extends Conflict {
  readonly type = 'report-not-open';
  readonly title = 'The performance report is locked or withdrawn. It cannot be changed.';
  override readonly members: {
    /** State of the report. */
    readonly state: PerformanceReportState;
  };

  constructor(state: PerformanceReportState) {
    super();
    this.members = { state };
  }
}

/** Rejected approval with unanswered findings. */
export class UnansweredFindings extends Conflict {
  readonly type = 'unanswered-findings';
  readonly title = 'Some findings of the performance report have no answer.';
  override readonly members: {
    /** Numbers of the unanswered findings. */
    readonly open: readonly number[];
  };

  constructor(open: readonly number[]) {
    super();
    this.members = { open };
  }
}

/** Rejected approval. The locked figures would be out of date. */
export class FiguresOutOfDate extends Conflict {
  readonly type = 'figures-out-of-date';
  readonly title = 'Records of the performance report have changed since they were counted. Check the report again.';
}
