import { Text } from '../../platform/validation/input.js';

/** Search for a record or an account of which the audit needs the id. */
export class FindAuditedRecord {
  /**
   * Reference of a complaint, or email address of an account, in any case. It is sent in the body, because an email must not appear in a
   * URL.
   * @example NE-000168
   */
  @Text({ max: 200 }) readonly text!: string;
}
