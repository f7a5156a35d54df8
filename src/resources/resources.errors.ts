import { Conflict, type InputError } from '../platform/http/problems.js';

/** On each day an agency has one staffing level: the present one ends where the next begins. */
export class StaffingOverlaps extends Conflict {
  readonly type = 'staffing-overlaps';
  readonly title = 'The agency already has a staffing level for some of these days';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** The level that is there. */
    readonly staffingLevelId: string;
  };

  constructor(staffingLevelId: string) {
    super();
    const detail = 'overlaps the days of another staffing level of the agency';
    this.members = {
      errors: ['#/fromOn', '#/untilOn'].map((pointer) => ({ pointer, detail })),
      staffingLevelId,
    };
  }
}
