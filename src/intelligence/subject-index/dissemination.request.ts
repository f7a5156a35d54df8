import { IsId, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { NeedToKnowInput } from './index-query.request.js';

/** Content of an entry given by hand, such as in a call after a pointer. */
export class GiveDetails extends NeedToKnowInput {
  /** An active entry. */
  @IsId() readonly entryId!: string;
  /** The receiving agency, in any task force. */
  @IsId() readonly toAgencyId!: string;
  /**
   * The person who received it.
   * @example Detective Dana Reyes
   */
  @Text({ max: 200 }) readonly recipient!: string;
  /**
   * The content given, in general words.
   * @example Full name, day of birth and the account that the suspicion rests on.
   */
  @Text({ max: 2000, multiline: true }) readonly content!: string;
}

/** Filters of the list of disseminations, latest first. */
export class DisseminationsQuery extends PageQuery {
  /** Only disseminations of this entry. */
  @Omittable() @IsId() readonly entryId?: string;
}
