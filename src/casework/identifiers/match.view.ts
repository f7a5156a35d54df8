import { type ComplaintSummary, toComplaintSummary } from '../complaints/complaint.view.js';
import type { IdentifierKind, MatchKind, MatchStrength, ReportedRole, SetAsideReason } from './identifiers.enums.js';
import type { FoundMatches, Reason } from './matches.js';

/** Value that two complaints share. */
export class MatchReason {
  /**
   * Identifier of this complaint.
   * @format uuid
   */
  readonly identifierId!: string;
  readonly kind!: IdentifierKind;
  /** Meaning of the match for the two complaints. */
  readonly means!: MatchKind;
  /** Roles of its owner in this complaint. */
  readonly roles!: ReportedRole[];
  /** Roles of its owner in the other complaint. */
  readonly theirRoles!: ReportedRole[];
  /** Number of other complaints that contain it and that the reader sees. A lower number is stronger evidence. */
  readonly complaintsWithIt!: number;
  /** Shortest interval in seconds between its uses in the two complaints; null if a time is unknown. */
  readonly secondsApart!: number | null;
  /** Whether an address was used through the same port; null if a port is unknown. */
  readonly isSamePort!: boolean | null;
}

/** Other complaint that shares values with this one. */
export class MatchView {
  readonly complaint!: ComplaintSummary;
  /** Strength of all shared values together. */
  readonly strength!: MatchStrength;
  /** Meanings of the shared values, strongest first. */
  readonly means!: MatchKind[];
  readonly sharedValues!: MatchReason[];
}

/** Value that was not matched. */
export class SetAsideView {
  /** @format uuid */
  readonly identifierId!: string;
  readonly kind!: IdentifierKind;
  /**
   * Reason: more than 20 complaints of the task force contain it, or it was excluded. A look-up finds its complaints.
   */
  readonly cause!: SetAsideReason;
  /** Reason of the exclusion. */
  readonly reason!: string | null;
}

/** Matches of a complaint, and of all merged into it, with others of the reader's seat, at the time of the request. */
export class MatchesView {
  /** Strongest matches first, at most 50. */
  readonly items!: MatchView[];
  /** Whether the list contains all matches. */
  readonly isComplete!: boolean;
  readonly setAside!: SetAsideView[];
}

function toMatchReason(reason: Reason): MatchReason {
  const { identifierId, kind, means, roles, theirRoles, complaintsWithIt, secondsApart, isSamePort } = reason;
  const parts = { roles: [...roles], theirRoles: [...theirRoles] };
  return { identifierId, kind, means, ...parts, complaintsWithIt, secondsApart, isSamePort };
}

export function toMatchesView({ matches, isComplete, setAside }: FoundMatches): MatchesView {
  return {
    items: matches.map(({ complaint, strength, reasons }) => ({
      complaint: toComplaintSummary(complaint),
      strength,
      means: [...new Set(reasons.map(({ means }) => means))],
      sharedValues: reasons.map(toMatchReason),
    })),
    isComplete,
    setAside: setAside.map((one) => ({ ...one })),
  };
}
