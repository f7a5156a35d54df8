import { IsIn } from 'class-validator';
import { IsId, Text } from '../../platform/validation/input.js';
import { identityPurposes, type IdentityPurpose } from '../../casework/vault/vault.enums.js';

/** Filter of the list of tip versions. */
export class TipVersionsQuery {
  /** Complaint whose tip versions are listed. */
  @IsId() readonly complaintId!: string;
}

/** The purpose of opening a tip. */
export class OpenTip {
  /** @example safeguarding */
  @IsIn(identityPurposes) readonly purpose!: IdentityPurpose;
  /**
   * Explanation, recorded in the audit trail. It must not contain a child's name.
   * @example To find the school the child goes to
   */
  @Text({ max: 500 }) readonly reason!: string;
}
