import { ComplaintSummary, summaryOf } from '../complaints/complaints.contract.js';
import type { IdentifierKind, MatchKind, MatchStrength, ReportedRole, SetAsideReason } from './identifiers.words.js';
import type { FoundMatches, Reason } from './matches.js';

/** One value that two complaints have in common. */
export class MatchReason {
  /**
   * The identifier of this complaint.
   * @format uuid
   */
  readonly identifierId!: string;
  readonly kind!: IdentifierKind;
  /** What that means for the two complaints. */
  readonly means!: MatchKind;
  /** In what part it stands here. */
  readonly roles!: ReportedRole[];
  /** In what part it stands there. */
  readonly theirRoles!: ReportedRole[];
  /** In how many complaints of the reader's, this one apart, it stands: the fewer, the more it says. */
  readonly complaintsWithIt!: number;
  /** How many seconds lie between its being seen in use here and there, at the least; null where somebody did not say when. */
  readonly secondsApart!: number | null;
  /** Of an address: whether it was seen through the same port; null where nobody said through which. */
  readonly isSamePort!: boolean | null;
}

/** Another complaint that has something in common with this one. */
export class MatchView {
  readonly complaint!: ComplaintSummary;
  /** How much what they have in common says, all of it together. */
  readonly strength!: MatchStrength;
  /** What they have in common, the most telling first. */
  readonly means!: MatchKind[];
  readonly why!: MatchReason[];
}

/** A value that nothing was matched by. */
export class SetAsideView {
  /** @format uuid */
  readonly identifierId!: string;
  readonly kind!: IdentifierKind;
  /** Whether it stands in more than 20 complaints of the task force, or somebody excluded it. A look-up finds its complaints. */
  readonly because!: SetAsideReason;
  /** Why it was excluded. */
  readonly reason!: string | null;
}

/** What a complaint, with all that is merged into it, has in common with others of one's seat, as of now. */
export class MatchesView {
  /** The strongest first, at most 50. */
  readonly items!: MatchView[];
  /** Whether these are all. */
  readonly isComplete!: boolean;
  readonly setAside!: SetAsideView[];
}

function reasonViewOf(reason: Reason): MatchReason {
  const { identifierId, kind, means, roles, theirRoles, complaintsWithIt, secondsApart, isSamePort } = reason;
  const parts = { roles: [...roles], theirRoles: [...theirRoles] };
  return { identifierId, kind, means, ...parts, complaintsWithIt, secondsApart, isSamePort };
}

export function matchesViewOf({ matches, isComplete, setAside }: FoundMatches): MatchesView {
  return {
    items: matches.map(({ complaint, strength, reasons }) => ({
      complaint: summaryOf(complaint),
      strength,
      means: [...new Set(reasons.map(({ means }) => means))],
      why: reasons.map(reasonViewOf),
    })),
    isComplete,
    setAside: setAside.map((one) => ({ ...one })),
  };
}
