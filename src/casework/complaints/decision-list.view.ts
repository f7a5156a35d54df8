import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameComplaint, type ComplaintReference } from './complaint-reference.view.js';
import { type PersonView } from '../../organization/accounts/person.view.js';
import type { Role } from '../../platform/actor/actor.js';
import type { ProposalOutcome } from './complaint-status.entity.js';
import type {
  ChildAccess,
  ComplaintMode,
  ComplaintType,
  DecisionKind,
  DispositionCode,
  Priority,
} from './complaints.enums.js';
import type { PriorityRuleName } from './priority-rules.js';

/** Outcome of a proposal to close. */
export class ProposalAnswerView {
  readonly outcome!: ProposalOutcome;
  /** Time of the answer. */
  readonly answeredAt!: string;
  readonly author!: PersonView | null;
  /** Reason of the rejection or withdrawal, if one was given. */
  readonly reason!: string | null;
}

/** Decision about a complaint, with its author, time and reason. A field that its kind does not have is null. */
export class DecisionView {
  readonly id!: string;
  readonly kind!: DecisionKind;
  /** Time of the decision. */
  readonly decidedAt!: string;
  readonly author!: PersonView | null;
  /**
   * Reason: the rationale of a triage, the narrative of a disposition or a proposal, or the reason of any other
   * decision.
   * @example The child is known to the sender and a meeting was proposed.
   */
  readonly reason!: string | null;
  readonly type!: ComplaintType | null;
  readonly mode!: ComplaintMode | null;
  readonly priority!: Priority | null;
  /** Type that the rules proposed at that time. */
  readonly proposedType!: ComplaintType | null;
  /** Mode that the rules proposed at that time. */
  readonly proposedMode!: ComplaintMode | null;
  /** Tier that the rules proposed at that time for the decided type. */
  readonly proposedPriority!: Priority | null;
  /** Rules that supported the proposed tier. */
  readonly proposedFor!: PriorityRuleName[] | null;
  /** Access of the reported person to a child that the author chose. */
  readonly childAccess!: ChildAccess | null;
  /** Whether the author found a statement of hands-on abuse. */
  readonly hasHandsOnStatement!: boolean | null;
  /** Agency it was assigned to. */
  readonly agencyId!: string | null;
  readonly agency!: AgencyName | null;
  readonly investigator!: PersonView | null;
  /** Due time of the work. */
  readonly dueAt!: string | null;
  /** Review day of the hold. */
  readonly reviewOn!: string | null;
  /** Disposition that was decided or proposed. */
  readonly code!: DispositionCode | null;
  /**
   * Complaint it was merged into, or separated from.
   * @format uuid
   */
  readonly mergedInto!: string | null;
  /** Complaint it was merged into, or separated from, with its number. */
  readonly mergedIntoComplaint!: ComplaintReference | null;
  /** Outcome of the proposal; null while it is pending. */
  readonly answer!: ProposalAnswerView | null;
}

/** Page of decisions about a complaint, latest first. */
export class DecisionPage {
  readonly items!: DecisionView[];
  readonly nextCursor!: string | null;
}

/** Fields that only some kinds of decision have. */
interface DecisionTerms extends Pick<
  DecisionView,
  | 'type'
  | 'mode'
  | 'priority'
  | 'proposedType'
  | 'proposedMode'
  | 'proposedPriority'
  | 'proposedFor'
  | 'childAccess'
  | 'hasHandsOnStatement'
  | 'agencyId'
  | 'dueAt'
  | 'reviewOn'
  | 'code'
  | 'mergedInto'
> {
  readonly outcome: ProposalOutcome;
  readonly answeredAt: string;
  readonly answer: string | null;
}

/** Account in the form in which the database returns it. */
interface DecisionPerson {
  readonly id: string;
  readonly name: string | null;
  readonly role: Role | null;
  readonly agency: string | null;
}

/** Decision in the form in which the database returns it. */
export interface DecisionRow {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly at: Date;
  readonly why: string | null;
  readonly terms: Partial<DecisionTerms>;
  readonly who: DecisionPerson | null;
  readonly investigator: DecisionPerson | null;
  readonly answered: DecisionPerson | null;
}

export function toDecisionView({ id, kind, at, why, terms, who, investigator, answered }: DecisionRow): DecisionView {
  const { type = null, mode = null, priority = null, proposedPriority = null, proposedFor = null } = terms;
  const { proposedType = null, proposedMode = null, childAccess = null, hasHandsOnStatement = null } = terms;
  const { agencyId = null, dueAt = null, reviewOn = null, code = null, mergedInto = null } = terms;
  return {
    id,
    kind,
    decidedAt: at.toISOString(),
    author: who,
    reason: why,
    type,
    mode,
    priority,
    proposedType,
    proposedMode,
    proposedPriority,
    proposedFor,
    childAccess,
    hasHandsOnStatement,
    agencyId,
    agency: nameAgency(agencyId),
    investigator,
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    reviewOn,
    code,
    mergedInto,
    mergedIntoComplaint: nameComplaint(mergedInto),
    answer: answerOf(terms, answered),
  };
}

function answerOf(
  { outcome, answeredAt, answer = null }: Partial<DecisionTerms>,
  who: DecisionPerson | null,
): ProposalAnswerView | null {
  if (outcome == null || answeredAt == null) return null;
  return { outcome, answeredAt: new Date(answeredAt).toISOString(), author: who, reason: answer };
}
