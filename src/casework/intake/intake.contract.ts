import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintView, ReceiveComplaint, toComplaintView } from '../complaints/complaints.contract.js';
import { LooseIdentifier } from '../identifiers/identifiers.contract.js';
import type { FoundMatches } from '../identifiers/matches.js';
import { MatchesView, toMatchesView } from '../identifiers/matches.contract.js';
import { FileInput, KnownPerson } from '../identifiers/reported.contract.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import { ListOf, Omittable } from '../../platform/validation/input.js';

/** Logged complaint, with its matches if the caller can see them. */
export interface LogResult {
  readonly complaint: Complaint;
  readonly matches: FoundMatches | null;
}

/** Tip or report with its persons, identifiers and files. */
export class LogComplaint extends ReceiveComplaint {
  /** Reported persons, each with identifiers. */
  @Omittable() @ListOf(() => KnownPerson, 50) readonly persons?: KnownPerson[];
  /** Identifiers that belong to no particular person or file. */
  @Omittable() @ListOf(() => LooseIdentifier, 200) readonly identifiers?: LooseIdentifier[];
  /** Reported files: names and hashes, never the files. */
  @Omittable() @ListOf(() => FileInput, 200) readonly files?: FileInput[];
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
    ...{ submittedOn: null, preservedUntil: null, isPreservationAssumed: false, isSealed: false, isExpunged: false },
  };
}
