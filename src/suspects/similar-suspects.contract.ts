import { IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import type { Suspect } from './suspect.entity.js';
import { summaryOf, SuspectSummary } from './suspects.contract.js';
import { type SimilarityReason } from './suspects.words.js';

/** A name as somebody gave it, or a day of birth: one of them at least. */
export class FindSimilarSuspects {
  /**
   * The given name, as it was heard or read.
   * @example Aleks
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly givenName?: string | null;
  /**
   * The family name, as it was heard or read.
   * @example Sampel
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly familyName?: string | null;
  /**
   * The day of birth.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
}

/** A suspect who may be the one, and why. Whether it is, a person decides: nothing is merged. */
export class SimilarSuspect {
  readonly suspect!: SuspectSummary;
  /** Why they may be the same, `by_alias` where it is another name of the suspect that resembles the one asked for. */
  readonly reasons!: SimilarityReason[];
}

/** Suspects of one's seat who may be the one that was asked for: the twenty likeliest, the likeliest first. */
export class SimilarSuspects {
  readonly items!: SimilarSuspect[];
}

/** A suspect with what was found to be alike. */
export interface Resemblance {
  readonly suspect: Suspect;
  readonly reasons: SimilarityReason[];
}

export function viewOf(found: readonly Resemblance[]): SimilarSuspects {
  return { items: found.map(({ suspect, reasons }) => ({ suspect: summaryOf(suspect), reasons })) };
}
