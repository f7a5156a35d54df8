import { IsUUID } from 'class-validator';
import { Text } from '../platform/http/input.js';

/** That the suspect of this record was identified before, in another complaint. */
export class LinkToSamePerson {
  /** The record in which the same person was first identified, of another complaint of the task force that one sees. */
  @IsUUID() readonly suspectId!: string;
  /**
   * How one knows; no names.
   * @example The same account, and the examination of both telephones.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** That it was another person after all. */
export class UnlinkSamePerson {
  /**
   * What showed it; no names.
   * @example A cousin who used the same account.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}
