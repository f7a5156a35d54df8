import { Text } from '../../platform/validation/input.js';
import type { IdentifierKind } from './identifiers.enums.js';

/** Text to search for identifiers. */
export class FindCandidates {
  /**
   * Text of a chat, a letter or a report.
   * @example Wrote from night.owl@example.com, 192.0.2.17:51820, as @night_owl
   */
  @Text({ max: 20_000, multiline: true }) readonly text!: string;
}

/** Possible identifier in a text. A person has to confirm it. */
export class CandidateView {
  readonly kind!: IdentifierKind;
  /**
   * Text as found; a handle comes without its platform, which the user adds.
   * @example @Night_Owl
   */
  readonly raw!: string;
  /**
   * Normalized form, which is equal for equal identifiers.
   * @example night_owl
   */
  readonly normalised!: string;
  /** Port of the address, if the text contains it. */
  readonly port!: number | null;
  /** Start position in the text, in UTF-16 code units. */
  readonly at!: number;
}

/** Possible identifiers, each once, in the order of the text. */
export class CandidateList {
  readonly items!: CandidateView[];
}
