import { Conflict, type InputError } from '../../platform/http/problems.js';

/** Rejected overlap of staffing levels. An agency has one staffing level on each day. */
export class StaffingOverlap extends Conflict {
  readonly type = 'staffing-overlap';
  readonly title = 'The agency already has a staffing level for some of these days.';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** Id of the existing level. */
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
