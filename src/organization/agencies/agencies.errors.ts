import { Conflict, type InputError } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';

/** Rejected overlap of memberships. The next membership must begin after the first day of the current one. */
export class MembershipOverlap extends Conflict {
  readonly type = 'membership-overlap';
  readonly title = 'The agency already has a membership on that day.';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** First day of the current membership. The next one must begin later. */
    readonly presentBeganOn: Day;
  };

  constructor(presentBeganOn: Day) {
    super();
    this.members = {
      errors: [{ pointer: '#/beganOn', detail: 'must be after the day the current membership began' }],
      presentBeganOn,
    };
  }
}

/** Rejection of an agency without a membership and a signed memorandum of understanding on that day. */
export class NoAgreement extends Conflict {
  readonly type = 'no-agreement';
  readonly title = 'The agency has no memorandum of understanding (MOU) in force on that day.';
  override readonly members: { readonly errors: readonly InputError[] };

  constructor() {
    super();
    this.members = {
      errors: [
        { pointer: '#/agencyId', detail: 'has no membership in force with a signed memorandum of understanding (MOU)' },
      ],
    };
  }
}
