import type { IdentifierKind } from './identifiers.enums.js';

/** Possible identifier in a text. A person has to confirm it. */
export class CandidateView {
  readonly kind!: IdentifierKind;
  /**
   * Text as found; a handle comes without its platform, which the user adds.
   * @example @Night_Owl
   */
  readonly raw!: string;
  /**
   * Uniform spelling, by which identifiers are compared.
   * @example night_owl
   */
  readonly normalised!: string;
  /** Port of the address, if the text contains it. */
  readonly port!: number | null;
  /** Position of its first character in the text, in UTF-16 units. */
  readonly position!: number;
}

/** Possible identifiers, each once, in the order of the text. */
export class CandidateList {
  readonly items!: CandidateView[];
}
