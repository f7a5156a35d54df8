import { IsId } from '../../platform/validation/input.js';

/** Parameters of an access explanation. */
export class ExplainQuery {
  /** Id of the account whose access is explained. */
  @IsId() readonly account!: string;
  /** Id of a complaint, suspect, arrest or identified victim. */
  @IsId() readonly record!: string;
}
