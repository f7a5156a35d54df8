import { PersonView } from '../accounts/person.contract.js';
import type { Role } from '../platform/access/actor.js';
import { PageQuery } from '../platform/http/paging.js';
import type { ProposalOutcome } from './aside.entity.js';
import type { ComplaintMode, ComplaintType, DecisionKind, DispositionCode, Priority } from './complaints.words.js';
import type { PriorityRuleName } from './priority-rules.js';

/** How many of a complaint's decisions, and from where on. */
export class DecisionsQuery extends PageQuery {}

/** What became of a proposal to close. */
export class ProposalAnswerView {
  readonly outcome!: ProposalOutcome;
  /**
   * When it was answered.
   * @format date-time
   */
  readonly at!: string;
  readonly who!: PersonView | null;
  /** Why it was handed back or taken back, where somebody said. */
  readonly why!: string | null;
}

/** Something that was decided about a complaint: what, when, by whom and why. What a kind does not have is null. */
export class DecisionView {
  /** @format uuid */
  readonly id!: string;
  readonly kind!: DecisionKind;
  /**
   * When it was decided.
   * @format date-time
   */
  readonly at!: string;
  /** Who decided. */
  readonly who!: PersonView | null;
  /**
   * Why: the rationale of a triage, the narrative of a disposition or of a proposal, and else the reason that was given.
   * @example The child is known to the sender and a meeting was proposed.
   */
  readonly why!: string | null;
  /** What a triage said it is about. */
  readonly type!: ComplaintType | null;
  readonly mode!: ComplaintMode | null;
  readonly priority!: Priority | null;
  /** The tier that the rules proposed then. */
  readonly proposedPriority!: Priority | null;
  /** The rules that spoke for it. */
  readonly proposedFor!: PriorityRuleName[] | null;
  /**
   * The agency it was assigned to.
   * @format uuid
   */
  readonly agencyId!: string | null;
  /** The investigator it was assigned to. */
  readonly investigator!: PersonView | null;
  /**
   * By when it was to be worked.
   * @format date-time
   */
  readonly dueAt!: string | null;
  /**
   * The day on which somebody was to look at a hold again.
   * @format date
   */
  readonly reviewOn!: string | null;
  /** How it ended, or should. */
  readonly code!: DispositionCode | null;
  /**
   * What it was merged into, or taken out of again.
   * @format uuid
   */
  readonly mergedInto!: string | null;
  /** What became of a proposal; null while it waits. */
  readonly answer!: ProposalAnswerView | null;
}

/** A part of what was decided about a complaint, the latest first. */
export class DecisionPage {
  readonly items!: DecisionView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** What one kind of decision says besides. */
interface DecisionTerms extends Pick<
  DecisionView,
  | 'type'
  | 'mode'
  | 'priority'
  | 'proposedPriority'
  | 'proposedFor'
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

/** Somebody as the database knows them. */
interface KnownPerson {
  readonly id: string;
  readonly name: string | null;
  readonly role: Role | null;
  readonly agency: string | null;
}

/** A decision as the database tells it. */
export interface DecisionRow {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly at: Date;
  readonly why: string | null;
  readonly terms: Partial<DecisionTerms>;
  readonly who: KnownPerson | null;
  readonly investigator: KnownPerson | null;
  readonly answered: KnownPerson | null;
}

export function decisionViewOf({ id, kind, at, why, terms, who, investigator, answered }: DecisionRow): DecisionView {
  const { type = null, mode = null, priority = null, proposedPriority = null, proposedFor = null } = terms;
  const { agencyId = null, dueAt = null, reviewOn = null, code = null, mergedInto = null } = terms;
  return {
    id,
    kind,
    at: at.toISOString(),
    who,
    why,
    type,
    mode,
    priority,
    proposedPriority,
    proposedFor,
    agencyId,
    investigator,
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    reviewOn,
    code,
    mergedInto,
    answer: answerOf(terms, answered),
  };
}

function answerOf(
  { outcome, answeredAt, answer = null }: Partial<DecisionTerms>,
  who: KnownPerson | null,
): ProposalAnswerView | null {
  if (outcome == null || answeredAt == null) return null;
  return { outcome, at: new Date(answeredAt).toISOString(), who, why: answer };
}
