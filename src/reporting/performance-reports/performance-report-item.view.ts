import { Figure } from '../reports/figures.view.js';
import type { CountKey } from './definitions/index.js';

/** Facet with some of its values. */
export class TermView {
  /**
   * Name of the facet.
   * @example forum
   */
  readonly facet!: string;
  /** Values of the facet. */
  readonly words!: string[];
}

/** Facet of a part, with the value that its records have in common. */
export class FacetView {
  readonly facet!: string;
  /**
   * Value; empty if none was recorded.
   * @example us_attorney
   */
  readonly word!: string;
}

/** Part of a number: records with equal facets. */
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
  /** Facet values of which a record must have one. */
  readonly only!: TermView[];
  /** Facet values of which a record must have none. */
  readonly without!: TermView[];
  /** Breakdown of the recorded number; empty if the item needs none. */
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
