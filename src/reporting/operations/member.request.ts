import { Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { TagRecords } from './operation.request.js';

/** Records to untag from an operation. Records without a tag do not change. */
export class UntagRecords extends TagRecords {
  /**
   * Reason, which is stored with the tags.
   * @example It was received before the operation began.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Page of an operation's tags, the latest first. */
export class MembersQuery extends PageQuery {}
