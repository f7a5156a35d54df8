import { Text } from './input.js';

/** Why something should not have been recorded. It stays to be read, and counts no more. */
export class VoidRecord {
  /**
   * What was wrong; it stands beside the record from then on.
   * @example Recorded twice: the other one has the booking number.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}
