import { IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import type { Suspect } from './suspect.entity.js';
import { toSuspectSummary, SuspectSummary } from './suspects.contract.js';
import { type SimilarityReason } from './suspects.enums.js';

/** Name or day of birth to search for; at least one field is required. */
export class FindSimilarSuspects {
  /**
   * Given name, as heard or read.
   * @example Aleks
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly givenName?: string | null;
  /**
   * Family name, as heard or read.
   * @example Sampel
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly familyName?: string | null;
  /**
   * Day of birth.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
}

/** Suspect who may be the same person, with the reasons. A person decides; nothing is merged. */
export class SimilarSuspect {
  readonly suspect!: SuspectSummary;
  /** Reasons of the similarity. `by_alias`: another name of the suspect resembles the searched one. */
  readonly reasons!: SimilarityReason[];
}

/** Up to twenty similar suspects of the reader's seat, most likely first. */
export class SimilarSuspects {
  readonly items!: SimilarSuspect[];
}

/** Suspect with the reasons of the similarity. */
export interface SuspectSimilarity {
  readonly suspect: Suspect;
  readonly reasons: SimilarityReason[];
}

export function toSimilarSuspects(found: readonly SuspectSimilarity[]): SimilarSuspects {
  return { items: found.map(({ suspect, reasons }) => ({ suspect: toSuspectSummary(suspect), reasons })) };
}
