import { Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { OperationMember } from './participation.entity.js';
import { TagRecords, type TagCounts } from './operations.contract.js';
import type { MemberKind } from './operations.words.js';

/** Records that do not belong to an operation after all. Those that are not tagged stay so. */
export class UntagRecords extends TagRecords {
  /**
   * Why they do not; it stays beside the tags.
   * @example It was received before the operation began.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which part of an operation's tags to list, the last tagged first. */
export class MembersQuery extends PageQuery {}

/** A record that is tagged as belonging to an operation. */
export class MemberView {
  /**
   * The tag.
   * @format uuid
   */
  readonly id!: string;
  /** What is tagged. */
  readonly kind!: MemberKind;
  /**
   * Which one.
   * @format uuid
   */
  readonly recordId!: string;
}

/** A part of an operation's tags, as far as the reader sees what is tagged. */
export class MemberPage {
  readonly items!: MemberView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** What taking tags back did. */
export class UntagView {
  /**
   * The operation they were tagged for.
   * @format uuid
   */
  readonly operationId!: string;
  /** How many of each were tagged until now. */
  readonly removed!: TagCounts;
}

export function memberViewOf({ id, member }: OperationMember): MemberView {
  return { id, ...member };
}
