import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameComplaint, type ComplaintReference } from './complaint-reference.view.js';
import type { ClosureProposal } from './complaint-status.entity.js';
import {
  dispositionCodes,
  dispositionMeanings,
  exceptionalClearances,
  type DispositionCode,
  type ExceptionalClearance,
} from './complaints.enums.js';

/** Proposed disposition. Its author cannot accept it. */
export class ClosureProposalView {
  readonly id!: string;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  readonly code!: DispositionCode;
  readonly narrative!: string;
  /**
   * Account that proposed it.
   * @format uuid
   */
  readonly proposedBy!: string;
  readonly proposedByPerson!: PersonView;
  /** Time of the proposal. */
  readonly proposedAt!: string;
}

/** Meaning of a disposition in the statistics. */
export class DispositionView {
  readonly code!: DispositionCode;
  /** Whether the complaint was investigated before this disposition. */
  readonly isInvestigated!: boolean;
  /** Whether the complaint was referred to another agency. */
  readonly isReferred!: boolean;
  /** Whether it ended in an arrest or a prosecution. Item (D) of 34 U.S.C. 21116(d)(1) counts those that did not. */
  readonly isProsecuted!: boolean;
  readonly clearance!: ExceptionalClearance | null;
  /**
   * Meaning of the letter.
   * @example prosecution declined
   */
  readonly clearedBy!: string | null;
}

/** List of every disposition. */
export class DispositionList {
  readonly items!: DispositionView[];
}

export function toClosureProposalView(proposal: ClosureProposal): ClosureProposalView {
  const { id, complaintId, code, narrative, proposedBy, proposedAt } = proposal;
  return {
    id,
    complaintId,
    complaint: nameComplaint(complaintId),
    code,
    narrative,
    proposedBy,
    proposedByPerson: namePerson(proposedBy),
    proposedAt: proposedAt.toISOString(),
  };
}

export const allDispositions: DispositionList = {
  items: dispositionCodes.map((code) => {
    const { clearance, ...counts } = dispositionMeanings[code];
    return { code, ...counts, clearance, clearedBy: clearance === null ? null : exceptionalClearances[clearance] };
  }),
};
