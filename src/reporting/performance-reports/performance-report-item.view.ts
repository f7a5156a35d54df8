import { Figure } from '../reports/figures.view.js';
import type { CountKey } from './definitions/index.js';

/** Property with some of its values. */
export class TermView {
  /**
   * Name of the property, as in `Dimension`.
   * @example forum
   */
  readonly facet!: string;
  /** Values of the property. */
  readonly words!: string[];
}

/** Property of the records, with their common value. */
export class FacetView {
  readonly facet!: string;
  /**
   * Value of the property; empty if none was recorded.
   * @example us_attorney
   */
  readonly word!: string;
}

/** Part of a number: records with equal properties. */
export class PartView {
  readonly of!: FacetView[];
  /** Number of the part, without historical totals. */
  readonly n!: number;
}

/** One number of an item. */
export class CountView extends Figure {
  /**
   * Measure of the number.
   * @example arrests
   */
  readonly measure!: CountKey;
  /** Meaning of the measure in words. */
  readonly words!: string;
  /** Values of which a counted record has one. */
  readonly only!: TermView[];
  /** Values of which a counted record has none. */
  readonly without!: TermView[];
  /** Parts of the recorded number; empty if the item needs none. */
  readonly parts!: PartView[];
}

/** Item of a performance report, named by its letter. */
export class ItemView {
  /**
   * Letter in the law or the form.
   * @example (B)(ii)
   */
  readonly letter!: string;
  /**
   * Required figure in words.
   * @example The number of arrests.
   */
  readonly words!: string;
  readonly counts!: CountView[];
}
