import type { Suspect } from './suspect.entity.js';
import { toSuspectSummary, type SuspectSummary } from './suspect.view.js';
import type { SimilarityReason } from './suspects.enums.js';

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
