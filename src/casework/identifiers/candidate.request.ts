import { Text } from '../../platform/validation/input.js';

/** Text to search for identifiers. */
export class FindCandidates {
  /**
   * Text of a chat, a letter or a report.
   * @example Wrote from night.owl@example.com, 192.0.2.17:51820, as @night_owl
   */
  @Text({ max: 20_000, multiline: true }) readonly text!: string;
}
