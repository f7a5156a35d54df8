import type { OperationMember } from './participation.entity.js';
import type { TagCounts } from './operation.view.js';
import type { MemberKind } from './operations.enums.js';

/** Tag of a record in an operation. */
export class MemberView {
  /** Id of the tag. */
  readonly id!: string;
  readonly kind!: MemberKind;
  /** Tagged complaint, arrest, identified victim or presentation. */
  readonly recordId!: string;
}

/** Page of an operation's tags on records that the reader sees. */
export class MemberPage {
  readonly items!: MemberView[];
  readonly nextCursor!: string | null;
}

/** Result of untagging. */
export class UntagView {
  /** Operation that the record was tagged for. */
  readonly operationId!: string;
  readonly removed!: TagCounts;
}

export function toMemberView({ id, member }: OperationMember): MemberView {
  return { id, ...member };
}
