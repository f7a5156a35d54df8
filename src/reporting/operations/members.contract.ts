import { Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { OperationMember } from './participation.entity.js';
import { TagRecords, type TagCounts } from './operations.contract.js';
import type { MemberKind } from './operations.enums.js';

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

/** Tag of a record in an operation. */
export class MemberView {
  /**
   * Id of the tag.
   * @format uuid
   */
  readonly id!: string;
  /** Kind of the record. */
  readonly kind!: MemberKind;
  /**
   * Tagged record.
   * @format uuid
   */
  readonly recordId!: string;
}

/** Page of an operation's tags on records that the reader sees. */
export class MemberPage {
  readonly items!: MemberView[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

/** Result of untagging. */
export class UntagView {
  /**
   * Operation.
   * @format uuid
   */
  readonly operationId!: string;
  /** Number of removed tags, by kind. */
  readonly removed!: TagCounts;
}

export function toMemberView({ id, member }: OperationMember): MemberView {
  return { id, ...member };
}
