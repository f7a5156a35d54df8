import { Conflict, type InputError } from '../../platform/http/problems.js';

/** Change of a closed investigation. Only reopening is possible. */
export class InvestigationClosed extends Conflict {
  readonly type = 'investigation-closed';
  readonly title = 'The investigation is closed. Reopen it first.';
}

/** The investigation is open, so it cannot be reopened. */
export class InvestigationOpen extends Conflict {
  readonly type = 'investigation-open';
  readonly title = 'The investigation is already open.';
}

/** Rejected link of a complaint. It can belong to one investigation at a time. */
export class AlreadyLinked extends Conflict {
  readonly type = 'already-linked';
  readonly title = 'A complaint already belongs to an investigation.';
  override readonly members: { readonly errors: readonly InputError[] };

  constructor(errors: readonly InputError[]) {
    super();
    this.members = { errors };
  }
}

/** Rejected closing of an investigation. Legal process is outstanding until its return or withdrawal. */
export class ProcessOutstanding extends Conflict {
  readonly type = 'process-outstanding';
  readonly title = 'Legal process is outstanding. Record its return or withdrawal first.';
  override readonly members: {
    /** Number of outstanding processes. */
    readonly outstanding: number;
  };

  constructor(outstanding: number) {
    super();
    this.members = { outstanding };
  }
}

/** The complaint is closed, so no new legal process is issued for it. */
export class ComplaintClosed extends Conflict {
  readonly type = 'complaint-closed';
  readonly title = 'The complaint is closed. Reopen it first.';
}

/** The order had expired on the day of service. */
export class OrderExpired extends Conflict {
  readonly type = 'order-expired';
  readonly title = 'The order had expired before the day of service you entered.';
  override readonly members: {
    /** The last day for service. */
    readonly expiresOn: string;
  };

  constructor(expiresOn: string) {
    super();
    this.members = { expiresOn };
  }
}

/** The process was not served, so it cannot have been answered or executed. */
export class NotServed extends Conflict {
  readonly type = 'not-served';
  readonly title = 'The legal process was not served. Record the service first, then the return.';
}

/** The process has already been served. */
export class AlreadyServed extends Conflict {
  readonly type = 'already-served';
  readonly title = 'The legal process has already been served.';
}

/** The process has already been returned or withdrawn. */
export class ProcessEnded extends Conflict {
  readonly type = 'process-ended';
  readonly title = 'The legal process has already been returned or withdrawn.';
}
