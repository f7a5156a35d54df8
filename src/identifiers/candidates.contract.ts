import { Text } from '../platform/http/input.js';
import type { IdentifierKind } from './identifiers.words.js';

/** A text that somebody pasted. */
export class FindCandidates {
  /**
   * The text: of a chat, a letter, a report.
   * @example Wrote from night.owl@example.com, 192.0.2.17:51820, as @night_owl
   */
  @Text({ max: 20_000, multiline: true }) readonly text!: string;
}

/** What may be an identifier in a text: somebody has to say so. */
export class CandidateView {
  readonly kind!: IdentifierKind;
  /**
   * As it stands in the text; a handle without its platform, which is asked for.
   * @example @Night_Owl
   */
  readonly raw!: string;
  /**
   * In the form in which two of the same are equal.
   * @example night_owl
   */
  readonly normalised!: string;
  /** Through which port an address was seen, where the text says so. */
  readonly port!: number | null;
  /** Where it begins in the text, in characters as JavaScript counts them. */
  readonly at!: number;
}

/** All that may be an identifier, each once, in the order of the text. */
export class CandidateList {
  readonly items!: CandidateView[];
}
