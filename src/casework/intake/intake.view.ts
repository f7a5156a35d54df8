import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintView, toComplaintView } from '../complaints/complaint.view.js';
import type { FoundMatches } from '../identifiers/matches.js';
import { type MatchesView, toMatchesView } from '../identifiers/match.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';

/** Logged complaint, with its matches if the caller can see them. */
export interface LogResult {
  readonly complaint: Complaint;
  readonly matches: FoundMatches | null;
}

/**
 * Logged complaint with its matches. A machine key that may not read complaints always gets the complaint as received.
 */
export class LoggedComplaint extends ComplaintView {
  /** Matches with other complaints of your seat; null for a machine key that may not read complaints. */
  readonly matches!: MatchesView | null;
}

export function toLoggedComplaint({ complaint, matches }: LogResult, actor: Actor): LoggedComplaint {
  const view = { ...toComplaintView(complaint, actor), matches: matches && toMatchesView(matches) };
  return mayUse(actor, 'complaints:read') ? view : { ...view, ...toReceivedFields(complaint) };
}

/** Returns the fields at the time of receipt, for a machine key that may not read later changes. */
function toReceivedFields({ loggedAt }: Complaint): Partial<LoggedComplaint> {
  return {
    ...{ version: 1, state: 'received', stateSince: loggedAt.toISOString(), cycle: 1, allowedMoves: [] },
    ...{ priority: null, type: null, mode: null, dueAt: null, workingAgencyId: null, investigatorId: null },
    ...{ disposition: null, mergedInto: null, returnsTo: null, transferredTo: null },
    ...{
      reportedToNcmecAt: null,
      ncmecClass: null,
      annotations: [],
      preservedUntil: null,
      isPreservationAssumed: false,
      isSealed: false,
      isExpunged: false,
    },
  };
}
