import type { TipHolder } from '../complaints/complaints.errors.js';
import { CandidateView } from '../identifiers/candidate.view.js';
import { IgnoredValue, MatchSummary, SharedValue, toMatchSummary, toSharedValue } from '../identifiers/match.view.js';
import type { FoundMatches } from '../identifiers/matches.js';
import type { MentionMatch } from '../vault/vault.enums.js';
import type { UnsavedValue } from './unsaved-values.js';

/** Position of a value in the request and in the candidates. */
export class ValuePosition {
  /**
   * Places of the identifiers in the request that have the value.
   * @example ["#/identifiers/0"]
   */
  readonly pointers!: string[];
  /**
   * Index of the candidate with the value; null if the text does not contain it.
   * @example 0
   */
  readonly candidate!: number | null;
}

/** Value that the report shares with a complaint. */
export class UnsavedMatchReason extends SharedValue implements ValuePosition {
  readonly pointers!: string[];
  readonly candidate!: number | null;
}

/** Complaint that shares values with the report. */
export class UnsavedMatchView extends MatchSummary {
  readonly sharedValues!: UnsavedMatchReason[];
}

/** Value that was not matched. */
export class UnsavedSetAsideView extends IgnoredValue implements ValuePosition {
  readonly pointers!: string[];
  readonly candidate!: number | null;
}

/** Matches of a report with complaints of the reader's seat, by the rules of a logged complaint. */
export class UnsavedMatchesView {
  /** Strongest matches first, at most 50. */
  readonly items!: UnsavedMatchView[];
  /** Whether the list contains all matches. */
  readonly isComplete!: boolean;
  readonly setAside!: UnsavedSetAsideView[];
}

/**
 * Received complaint with the same source and number: its id if your seat has it, or the contact of the other agency
 * that has it.
 */
export class SameReportView {
  /** Complaint of your seat; null if another agency has it. */
  readonly id!: string | null;
  /**
   * Human-readable number of that complaint.
   * @example NE-000123
   */
  readonly reference!: string | null;
  /** Contact of the other agency; null for a complaint of your seat. */
  readonly contact!: TipHolder | null;
}

/** Known child's name in a text of the request. */
export class UnsavedNameMention {
  /**
   * Place of the text in the request.
   * @example #/text
   */
  readonly pointer!: string;
  /** Start position, in UTF-16 units of the normalized text: composed (NFC) and trimmed. */
  readonly start!: number;
  /** End position, exclusive. */
  readonly end!: number;
  /** Kind of match: `full_name`, of a child in a case that the account works. */
  readonly match!: MentionMatch;
}

/** Known data about a report that is not saved. */
export class UnsavedReportView {
  /** Possible identifiers in the text. They count as values of the report until they are confirmed. */
  readonly candidates!: CandidateView[];
  readonly matches!: UnsavedMatchesView;
  /** Received complaint with the same source and number; null if there is none, or after the account's daily limit. */
  readonly sameReport!: SameReportView | null;
  /**
   * Names of known children in the texts; null if they were not checked, as for an
   * analyst or after the account's daily limit.
   */
  readonly nameMentions!: UnsavedNameMention[] | null;
}

/** Converts matches of values to their view. The key of each value is its index in the list. */
export function toUnsavedMatchesView(
  { matches, isComplete, setAside }: FoundMatches<number>,
  values: readonly UnsavedValue[],
): UnsavedMatchesView {
  const positionOf = (key: number): ValuePosition => {
    const { pointers = [], candidate = null } = values[key] ?? {};
    return { pointers: [...pointers], candidate };
  };
  return {
    items: matches.map((match) => ({
      ...toMatchSummary(match),
      sharedValues: match.reasons.map((reason) => ({ ...toSharedValue(reason), ...positionOf(reason.identifierId) })),
    })),
    isComplete,
    setAside: setAside.map(({ identifierId, ...one }) => ({ ...positionOf(identifierId), ...one })),
  };
}
