import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintView, ReceiveComplaint, viewOf as complaintViewOf } from '../complaints/complaints.contract.js';
import { LooseIdentifier } from '../identifiers/identifiers.contract.js';
import type { FoundMatches } from '../identifiers/matches.js';
import { MatchesView, matchesViewOf } from '../identifiers/matches.contract.js';
import { FileSaid, KnownPerson } from '../identifiers/reported.contract.js';
import type { Actor } from '../platform/access/actor.js';
import { mayUse } from '../platform/access/permissions.js';
import { ListOf, Omittable } from '../platform/http/input.js';

/** A complaint, and what it has in common with others of the seat, if that may be told. */
export interface Logged {
  readonly complaint: Complaint;
  readonly matches: FoundMatches | null;
}

/** A tip or report with whom it tells of, which files, and what they are known by. */
export class LogComplaint extends ReceiveComplaint {
  /** Whom it tells of, each with what they are known by. */
  @Omittable() @ListOf(() => KnownPerson, 50) readonly persons?: KnownPerson[];
  /** What was said of nobody in particular, or is all that is known of somebody. */
  @Omittable() @ListOf(() => LooseIdentifier, 200) readonly identifiers?: LooseIdentifier[];
  /** Which files it tells of, by their names and hashes: never the files. */
  @Omittable() @ListOf(() => FileSaid, 200) readonly files?: FileSaid[];
}

/**
 * A complaint as it was logged, with what it has in common with others. A machine key that may not read complaints gets it as it was
 * received, however often it asks.
 */
export class LoggedComplaint extends ComplaintView {
  /** What it has in common with others of one's seat; null for a machine key that may not read complaints. */
  readonly matches!: MatchesView | null;
}

export function loggedViewOf({ complaint, matches }: Logged, actor: Actor): LoggedComplaint {
  const view = { ...complaintViewOf(complaint, actor), matches: matches && matchesViewOf(matches) };
  return mayUse(actor, 'complaints:read') ? view : { ...view, ...asReceived(complaint) };
}

/** Returns what a machine key that may not read complaints gets in place of what became of one: the state of its receipt. */
function asReceived({ loggedAt }: Complaint): Partial<LoggedComplaint> {
  return {
    ...{ version: 1, state: 'received', stateSince: loggedAt.toISOString(), cycle: 1, allowedMoves: [] },
    ...{ priority: null, type: null, mode: null, dueAt: null, workingAgencyId: null, investigatorId: null },
    ...{ disposition: null, mergedInto: null, returnsTo: null, transferredTo: null },
    ...{ submittedOn: null, preservedUntil: null, isPreservationAssumed: false, isSealed: false, isExpunged: false },
  };
}
