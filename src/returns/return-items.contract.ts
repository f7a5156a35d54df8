import { Figure } from '../reports/figures.contract.js';
import type { CountKey } from './definitions/index.js';

/** A facet with the words it is told by. */
export class TermView {
  /**
   * What records are told apart by.
   * @example forum
   */
  readonly facet!: string;
  /** One or some of its words. */
  readonly words!: string[];
}

/** A facet of a part, with the one word its records have there. */
export class FacetView {
  /**
   * What records are told apart by.
   * @example forum
   */
  readonly facet!: string;
  /**
   * Its word; empty where none was kept.
   * @example us_attorney
   */
  readonly word!: string;
}

/** A part of a number: records that are alike. */
export class PartView {
  readonly of!: FacetView[];
  /** How many of what was recorded. */
  readonly n!: number;
}

/** One number of an item. */
export class CountView extends Figure {
  /**
   * What is counted.
   * @example arrests
   */
  readonly measure!: CountKey;
  /** The same in words. */
  readonly words!: string;
  /** Only records that have one of these words. */
  readonly only!: TermView[];
  /** Only records that have none of these words. */
  readonly without!: TermView[];
  /** What was recorded, told apart; empty where the item does not ask for it. */
  readonly parts!: PartView[];
}

/** What a return tells under one letter. */
export class ItemView {
  /**
   * As the law or the form has it.
   * @example (B)(ii)
   */
  readonly letter!: string;
  /**
   * What it asks for.
   * @example The number of arrests.
   */
  readonly words!: string;
  readonly counts!: CountView[];
}
