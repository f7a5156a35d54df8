import { IsId, Text } from '../../platform/validation/input.js';

/** Link of a suspect to an earlier record of the same person, in another complaint. */
export class LinkToSamePerson {
  /** Record in which the person was first identified, in another complaint of the task force that the caller can see. */
  @IsId() readonly suspectId!: string;
  /**
   * Evidence that it is the same person; no names.
   * @example The same account, and the examination of both telephones.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Removal of the link to an earlier record. */
export class UnlinkSamePerson {
  /**
   * Evidence that it is another person; no names.
   * @example A cousin who used the same account.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}
