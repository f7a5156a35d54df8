import { IsIn, Matches } from 'class-validator';
import { IsId, IsInstant, Omittable } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { trailOutcomes, type TrailOutcome } from './trail.enums.js';

/** Filters of the trail search. All given filters must match. */
export class TrailSearchQuery extends PageQuery {
  /** Limits the search to actions of this account. */
  @Omittable() @IsId() readonly account?: string;
  /**
   * Limits the search to this action, such as `complaint.assigned` or `session.opened`. For a refused request, the
   * action is the name of the permission, such as `identities:reveal`.
   * @example complaint.assigned
   */
  @Omittable()
  @Matches(/^[a-z][a-z.:-]{2,59}$/, { message: 'must be the name of an action, such as complaint.assigned' })
  readonly action?: string;
  /** Limits the search to writes and reads of this record. The id may also be that of an account or an agency. */
  @Omittable() @IsId() readonly record?: string;
  /**
   * Limits the search to this time or later.
   * @example 2026-03-01T00:00:00-06:00
   */
  @Omittable() @IsInstant() readonly from?: string;
  /**
   * Limits the search to before this time.
   * @example 2026-04-01T00:00:00-05:00
   */
  @Omittable() @IsInstant() readonly until?: string;
  /**
   * Limits the search to completed or to refused actions.
   * @example refused
   */
  @Omittable() @IsIn(trailOutcomes) readonly outcome?: TrailOutcome;
}
