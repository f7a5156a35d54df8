import { measureOf, type MeasureKey } from '../reports/measures/index.js';
import type { Figures } from '../reports/figures.contract.js';
import type { Handling } from './exports.words.js';

/** The measures whose small numbers could tell who a child is. */
const aboutVictims: readonly MeasureKey[] = ['victims_identified'];
const fewest = 1;
const mostSmall = 4;

/** Which measures may not be told of the parts of a report, and which not of the whole of it. */
export interface Withheld {
  readonly ofParts: readonly MeasureKey[];
  readonly ofWhole: readonly MeasureKey[];
}

/**
 * What is withheld of a table of figures that leaves the unit: no number of 1 to 4 about victims, and nothing it could be got back
 * from. Where one part has such a number all parts of that measure are withheld, for the others and the whole would tell it; where
 * the whole has, the whole is too.
 */
export function withheldFrom(whole: Figures, parts: readonly Figures[], handling: Handling): Withheld {
  if (handling === 'unit_only') return { ofParts: [], ofWhole: [] };
  const small = (figures: Figures, key: MeasureKey): boolean => {
    const figure = figures[measureOf(key).property];
    return figure !== undefined && [figure.recorded, figure.carried, figure.total].some(isSmall);
  };
  const ofWhole = aboutVictims.filter((key) => small(whole, key));
  const ofParts = aboutVictims.filter((key) => ofWhole.includes(key) || parts.some((part) => small(part, key)));
  return { ofParts, ofWhole };
}

/** Whether a single figure of a measure is too small to leave the unit. */
export function isWithheld(measure: MeasureKey, n: number, handling: Handling): boolean {
  return handling !== 'unit_only' && aboutVictims.includes(measure) && isSmall(n);
}

function isSmall(n: number): boolean {
  return n >= fewest && n <= mostSmall;
}
