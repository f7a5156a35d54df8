import { Conflict, type InputError } from '../platform/http/problems.js';
import type { Day } from '../platform/time/calendar.js';

/** On each day an agency stands to its task force in one way: the next membership begins after the present one did. */
export class MembershipsOverlap extends Conflict {
  readonly type = 'memberships-overlap';
  readonly title = 'The agency already has a membership on that day';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** The day the present membership began: another begins after it. */
    readonly presentBeganOn: Day;
  };

  constructor(presentBeganOn: Day) {
    super();
    this.members = {
      errors: [{ pointer: '#/beganOn', detail: 'does not lie after the day the present membership began' }],
      presentBeganOn,
    };
  }
}

/** On that day the agency has no membership of a task force with a signed memorandum of understanding. */
export class NoAgreement extends Conflict {
  readonly type = 'no-agreement';
  readonly title = 'That agency has no agreement in force';
  override readonly members: { readonly errors: readonly InputError[] };

  constructor() {
    super();
    this.members = {
      errors: [{ pointer: '#/agencyId', detail: 'has no membership in force with a signed memorandum' }],
    };
  }
}
