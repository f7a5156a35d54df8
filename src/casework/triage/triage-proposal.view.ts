import type { ComplaintMode, ComplaintType, Priority } from '../complaints/complaints.enums.js';
import type { PriorityRuleName } from '../complaints/priority-rules.js';
import type { TriageField, TriageProposal, TriageRuleName } from './triage-rules.js';

/** Rule that supports a proposed field. */
export class TriageReasonView {
  /** Proposed field that the rule supports. */
  readonly field!: TriageField;
  readonly rule!: TriageRuleName | PriorityRuleName;
  /**
   * Condition of the rule.
   * @example A child has been identified.
   */
  readonly says!: string;
}

/** Triage that the rules propose, with the reasons. A supervisor decides. */
export class TriageProposalView {
  /** Recorded type, or the one that the CyberTip reports; null if neither is known. */
  readonly type!: ComplaintType | null;
  /** Recorded mode, or reactive for a source that reports to the task force; null if neither is known. */
  readonly mode!: ComplaintMode | null;
  readonly priority!: Priority;
  readonly reasons!: TriageReasonView[];
  /**
   * Draft of the rationale: the reasons for the type of the tip and for the priority.
   * @example A child has been identified.
   */
  readonly rationale!: string;
}

export function toTriageProposalView({ reasons, ...proposal }: TriageProposal): TriageProposalView {
  return { ...proposal, reasons: reasons.map((reason) => ({ ...reason })) };
}
