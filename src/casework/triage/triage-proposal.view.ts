import type { ComplaintAnnotation } from '../complaints/annotations.enums.js';
import type { ChildAccess, ComplaintMode, ComplaintType, Priority } from '../complaints/complaints.enums.js';
import type { PriorityRuleName, ReasonEffect } from '../complaints/priority-rules.js';
import { PlaceProposalFields, toPlaceProposalFields } from './place-proposal.view.js';
import type { PlaceAndAgencyProposal } from './place-proposals.service.js';
import type { TriageField, TriageProposal, TriageRuleName } from './triage-rules.js';

/** Values of a reason's sentence, for a sentence in another language. A value that the rule does not have is null or empty. */
export class TriageReasonParams {
  readonly type!: ComplaintType | null;
  /**
   * Number of files or of prior reports.
   * @example 12
   */
  readonly count!: number | null;
  readonly access!: ChildAccess | null;
  readonly annotations!: ComplaintAnnotation[];
}

/** Rule that supports a proposed field, or that speaks against it. */
export class TriageReasonView {
  /** Proposed field that the rule is about. */
  readonly field!: TriageField;
  readonly rule!: TriageRuleName | PriorityRuleName;
  readonly effect!: ReasonEffect;
  /**
   * Condition of the rule.
   * @example A child has been identified.
   */
  readonly says!: string;
  readonly params!: TriageReasonParams;
}

/** Triage that the rules propose, with the reasons. A supervisor decides. */
export class TriageProposalView extends PlaceProposalFields {
  /** Recorded type, or the one that the CyberTip reports; null if neither is known. */
  readonly type!: ComplaintType | null;
  /** Recorded mode, or reactive for a source that reports to the task force; null if neither is known. */
  readonly mode!: ComplaintMode | null;
  readonly priority!: Priority;
  /** Reasons for the type and the mode, then those about the priority: supporting, overruled, weaker. */
  readonly reasons!: TriageReasonView[];
  /**
   * Draft of the rationale: the reasons for the type of the tip and for the priority, and the overruled ones.
   * @example A child has been identified.
   */
  readonly rationale!: string;
}

export function toTriageProposalView(
  { reasons, ...proposal }: TriageProposal,
  placesAndAgencies: PlaceAndAgencyProposal,
): TriageProposalView {
  return {
    ...proposal,
    reasons: reasons.map(({ params, ...reason }) => ({
      ...reason,
      params: { ...params, annotations: [...params.annotations] },
    })),
    ...toPlaceProposalFields(placesAndAgencies),
  };
}
