import { IsIn } from 'class-validator';
import { BooleanText, Omittable } from '../../platform/validation/input.js';
import { childAccesses, type ChildAccess } from '../complaints/complaints.enums.js';

/** Facts for which the rules propose, before a decision records them. */
export class TriageProposalQuery {
  /** Access of the reported person to a child, in place of the recorded one. */
  @Omittable() @IsIn(childAccesses) readonly childAccess?: ChildAccess;
  /** Whether there is a statement of hands-on abuse, in place of the recorded answer. */
  @Omittable() @BooleanText() readonly hasHandsOnStatement?: boolean;
}
