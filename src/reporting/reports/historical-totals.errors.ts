import { Conflict, type InputError } from '../../platform/http/problems.js';

/** Rejected historical total. The days would count twice, because another figure of the same measure covers them. */
export class HistoricalTotalOverlap extends Conflict {
  readonly type = 'historical-total-overlap';
  readonly title = 'Another historical total already covers some of these days.';
  override readonly members: {
    readonly errors: readonly InputError[];
    /** Historical total that already covers some of the days. */
    readonly historicalTotalId: string;
  };

  constructor(historicalTotalId: string) {
    super();
    const detail = 'overlaps the period of another figure of this measure';
    this.members = {
      errors: ['#/from', '#/until'].map((pointer) => ({ pointer, detail })),
      historicalTotalId,
    };
  }
}
