import { IsBoolean } from 'class-validator';
import { Omittable, Text } from '../../platform/validation/input.js';

/** File of new accounts. */
export class CreateAccountBatch {
  /**
   * CSV text of at most 500 rows. The header names the columns email, name and role, and optionally agency, affiliation,
   * title and endsAt. An agency is an ORI, an id or an exact name. An empty cell means the caller's own seat.
   * @example email,name,role,agency
   */
  @Text({ max: 60_000, multiline: true }) readonly csv!: string;
  /**
   * Whether to create the accounts. The default only validates the file.
   * @example false
   */
  @Omittable() @IsBoolean() readonly apply?: boolean;
}
