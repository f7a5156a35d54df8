import { type ComplaintSummary, toComplaintSummary } from '../complaints/complaint.view.js';
import type { MatchStrength } from '../complaints/complaints.enums.js';
import type { IdentifierKind, MatchKind, ReportedRole, SetAsideReason } from './identifiers.enums.js';
import type { FoundMatches, Match, Reason } from './matches.js';

/** Value that a complaint or a report shares with another complaint. */
export class SharedValue {
  readonly kind!: IdentifierKind;
  readonly means!: MatchKind;
  /** Roles of its owner in this complaint or report; `unknown` for a value of the text of a report. */
  readonly roles!: ReportedRole[];
  /** Roles of its owner in the other complaint. */
  readonly theirRoles!: ReportedRole[];
  /** Number of other complaints that contain it and that the reader sees. A lower number is stronger evidence. */
  readonly complaintsWithIt!: number;
  /** Shortest interval in seconds between its uses in the two; null if a time is unknown. */
  readonly secondsApart!: number | null;
  /** Whether an address was used through the same port; null if a port is unknown. */
  readonly isSamePort!: boolean | null;
}

/** Complaint that shares values, without the values. */
export class MatchSummary {
  readonly complaint!: ComplaintSummary;
  /** Strength of all shared values together. */
  readonly strength!: MatchStrength;
  /** Meanings of the shared values, strongest first. */
  readonly means!: MatchKind[];
}

/** Value that was not matched, with the reason. */
export class IgnoredValue {
  readonly kind!: IdentifierKind;
  /**
   * Reason: more than 20 complaints of the task force contain it, or it was excluded. A look-up finds its complaints.
   */
  readonly cause!: SetAsideReason;
  /** Reason of the exclusion. */
  readonly reason!: string | null;
}

/** Value that two complaints share. */
export class MatchReason extends SharedValue {
  /** Identifier of this complaint. */
  readonly identifierId!: string;
}

/** Other complaint that shares values with this one. */
export class MatchView extends MatchSummary {
  readonly sharedValues!: MatchReason[];
}

/** Value that was not matched. */
export class SetAsideView extends IgnoredValue {
  readonly identifierId!: string;
}

/** Matches of a complaint, and of all merged into it, with others of the reader's seat, at the time of the request. */
export class MatchesView {
  /** Strongest matches first, at most 50. */
  readonly items!: MatchView[];
  /** Whether the list contains all matches. */
  readonly isComplete!: boolean;
  readonly setAside!: SetAsideView[];
}

export function toMatchesView({ matches, isComplete, setAside }: FoundMatches): MatchesView {
  return {
    items: matches.map((match) => ({
      ...toMatchSummary(match),
      sharedValues: match.reasons.map((reason) => ({ ...toSharedValue(reason), identifierId: reason.identifierId })),
    })),
    isComplete,
    setAside: setAside.map((one) => ({ ...one })),
  };
}

export function toMatchSummary({ complaint, strength, reasons }: Match<string | number>): MatchSummary {
  return {
    complaint: toComplaintSummary(complaint),
    strength,
    means: [...new Set(reasons.map(({ means }) => means))],
  };
}

export function toSharedValue(reason: Reason<string | number>): SharedValue {
  const { kind, means, roles, theirRoles, complaintsWithIt, secondsApart, isSamePort } = reason;
  const parts = { roles: [...roles], theirRoles: [...theirRoles] };
  return { kind, means, ...parts, complaintsWithIt, secondsApart, isSamePort };
}
