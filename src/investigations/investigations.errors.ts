import { Conflict, type InputError } from '../platform/http/problems.js';

/** A closed investigation is opened again before anything else. */
export class InvestigationClosed extends Conflict {
  readonly type = 'investigation-closed';
  readonly title = 'The investigation is closed; reopen it first';
}

/** There is nothing to reopen. */
export class InvestigationOpen extends Conflict {
  readonly type = 'investigation-open';
  readonly title = 'The investigation is open';
}

/** A complaint is part of one investigation at a time. */
export class AlreadyLinked extends Conflict {
  readonly type = 'already-linked';
  readonly title = 'A complaint is part of an investigation already';
  override readonly members: { readonly errors: readonly InputError[] };

  constructor(errors: readonly InputError[]) {
    super();
    this.members = { errors };
  }
}

/** What was asked of a court is answered for before the investigation ends. */
export class ProcessOutstanding extends Conflict {
  readonly type = 'process-outstanding';
  readonly title = 'Legal process is still out; record its return or withdrawal first';
  override readonly members: {
    /** How many are still out. */
    readonly outstanding: number;
  };

  constructor(outstanding: number) {
    super();
    this.members = { outstanding };
  }
}

/** Nothing new is asked of a court for what is closed. */
export class ComplaintClosed extends Conflict {
  readonly type = 'complaint-closed';
  readonly title = 'The complaint is closed; reopen it first';
}

/** The order had run out on the day. */
export class OrderExpired extends Conflict {
  readonly type = 'order-expired';
  readonly title = 'The order had expired by then; it cannot be served';
  override readonly members: {
    /** The last day on which it could be served. */
    readonly expiresOn: string;
  };

  constructor(expiresOn: string) {
    super();
    this.members = { expiresOn };
  }
}

/** Nobody can answer or execute what was not served. */
export class NotServed extends Conflict {
  readonly type = 'not-served';
  readonly title = 'It was not served, so it cannot have been answered';
}

/** It was served before. */
export class AlreadyServed extends Conflict {
  readonly type = 'already-served';
  readonly title = 'It has been served already';
}

/** It came back, or was withdrawn, before. */
export class ProcessEnded extends Conflict {
  readonly type = 'process-ended';
  readonly title = 'It has been returned or withdrawn already';
}
