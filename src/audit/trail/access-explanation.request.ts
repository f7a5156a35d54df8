import { IsUUID } from 'class-validator';

/** Parameters of an access explanation. */
export class ExplainQuery {
  /** Id of the account whose access is explained. */
  @IsUUID() readonly account!: string;
  /** Id of a complaint, suspect, arrest or identified victim. */
  @IsUUID() readonly record!: string;
}
