import { Conflict, type InputError } from '../platform/http/problems.js';
import type { Day } from '../platform/time/calendar.js';
import type { ReturnState } from './returns.words.js';

/** A return of a period is told by the definition that was in force then, and by no other. */
export class DefinitionNotInForce extends Conflict {
  readonly type = 'definition-not-in-force';
  readonly title = 'That definition of the return is not in force for that period';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** The version that is; null where the return did not exist. */
    readonly inForce: number | null;
  };

  constructor(inForce: number | null) {
    super();
    this.members = { errors: [{ pointer: '#/definitionVersion', detail: 'is not in force for the period' }], inForce };
  }
}

/** What is not over where the task force is may still change of itself. */
export class PeriodNotOver extends Conflict {
  readonly type = 'period-not-over';
  readonly title = 'The period is not over';
  override readonly members: {
    /** The first day on which it can be locked. */
    readonly overOn: Day;
  };

  constructor(overOn: Day) {
    super();
    this.members = { overOn };
  }
}

/** Somebody works on the return of that period already. */
export class ReturnPrepared extends Conflict {
  readonly type = 'return-prepared';
  readonly title = 'A return of that period is prepared already: approve or withdraw it first';
  override readonly members: {
    /** The return that is prepared. */
    readonly returnId: string;
  };

  constructor(returnId: string) {
    super();
    this.members = { returnId };
  }
}

/** A locked return is corrected by another revision, which names the latest before it and says why. */
export class ReturnLocked extends Conflict {
  readonly type = 'return-locked';
  readonly title = 'The return of that period is locked: a revision of it names it';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** The latest that is locked. */
    readonly returnId: string;
  };

  constructor(returnId: string) {
    super();
    this.members = { errors: [{ pointer: '#/revises', detail: 'is not the latest locked return of it' }], returnId };
  }
}

/** Only what is prepared is checked, answered, approved or withdrawn. */
export class ReturnSettled extends Conflict {
  readonly type = 'return-settled';
  readonly title = 'The return is locked or withdrawn, and stays as it is';
  override readonly members: {
    /** How it stands. */
    readonly state: ReturnState;
  };

  constructor(state: ReturnState) {
    super();
    this.members = { state };
  }
}

/** Each finding is answered before a return is approved. */
export class FindingsOpen extends Conflict {
  readonly type = 'findings-open';
  readonly title = 'Some findings of the return have no answer';
  override readonly members: {
    /** The numbers of those. */
    readonly open: readonly number[];
  };

  constructor(open: readonly number[]) {
    super();
    this.members = { open };
  }
}

/** Records have changed since they were counted: what would be locked is not what stands. */
export class FiguresMoved extends Conflict {
  readonly type = 'figures-moved';
  readonly title = 'Records of the return have changed since it was counted: check it anew';
}
