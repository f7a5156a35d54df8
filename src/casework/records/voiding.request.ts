import { Text } from '../../platform/validation/input.js';

/** Voiding of a record that was made in error. It stays readable and is no longer counted. */
export class VoidRecord {
  /**
   * Reason, which stays visible beside the record.
   * @example Recorded twice: the other one has the booking number.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}
