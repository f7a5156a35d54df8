import { IsIn, IsUUID } from 'class-validator';
import { IsDay, IsInstant, Nullable, Omittable, Text } from '../platform/http/input.js';
import type { ClosureProposal } from './aside.entity.js';
import {
  complaintModes,
  complaintTypes,
  dispositionCodes,
  dispositionMeanings,
  exceptionalClearances,
  priorities,
  type ComplaintMode,
  type ComplaintType,
  type DispositionCode,
  type ExceptionalClearance,
  type Priority,
} from './complaints.words.js';
import { priorityRules, type PriorityRuleName, type ProposedPriority } from './priority-rules.js';

/** What a complaint is, on first reading. */
export class ScreenComplaint {
  /**
   * What it is about.
   * @example enticement
   */
  @IsIn(complaintTypes) readonly type!: ComplaintType;
  /**
   * Whether officers controlled the encounter, or a tip or referral started it.
   * @example reactive
   */
  @IsIn(complaintModes) readonly mode!: ComplaintMode;
}

/** What a supervisor decides when reading a complaint first: what it is, how urgent, and why. */
export class TriageComplaint {
  /**
   * What it is about.
   * @example enticement
   */
  @IsIn(complaintTypes) readonly type!: ComplaintType;
  /**
   * Whether officers controlled the encounter, or a tip or referral started it.
   * @example reactive
   */
  @IsIn(complaintModes) readonly mode!: ComplaintMode;
  /**
   * 1: a child at immediate risk. 2: a child at risk. 3: a known suspect. 4: all else.
   * @example 2
   */
  @IsIn(priorities) readonly priority!: Priority;
  /**
   * Why this priority; it may have to be answered for. It stands with the decision, and the trail does not repeat it.
   * @example The child is known to the sender and a meeting was proposed.
   */
  @Text({ max: 4000, multiline: true }) readonly rationale!: string;
}

/** To whom a complaint is given. */
export class AssignComplaint {
  /** The agency that is to work it, of the same task force. */
  @IsUUID() readonly agencyId!: string;
  /** The investigator there, if one is chosen already. */
  @Omittable() @Nullable() @IsUUID() readonly investigatorId?: string | null;
  /**
   * By when it is to be worked. Left out, it is due when it was; if no day was set since it was last opened, as its tier says:
   * an hour, a day, a week, thirty days. Null: no day.
   * @example 2018-05-19T17:00:00-05:00
   */
  @Omittable() @Nullable() @IsInstant() readonly dueAt?: string | null;
  /**
   * Why there; it goes into the trail and is no place for a name.
   * @example Nearest to where the matter is.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** How a complaint ended. */
export class CloseComplaint {
  /**
   * How it ended: one of the dispositions, each of which says what it is to be counted as.
   * @example unable_to_identify_suspect
   */
  @IsIn(dispositionCodes) readonly code!: DispositionCode;
  /**
   * What was done and why it ends here.
   * @example The provider no longer holds the address logs; no other lead is left.
   */
  @Text({ max: 20_000, multiline: true }) readonly narrative!: string;
}

/** Why nobody works on it for a while. */
export class HoldComplaint {
  /**
   * What it waits for; it goes into the trail and is no place for a name.
   * @example The laboratory has the devices.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /**
   * The day on which somebody looks again.
   * @example 2018-06-15
   */
  @IsDay() readonly reviewOn!: string;
}

/** Why a complaint is taken up again, handed back or opened again. */
export class GiveReason {
  /**
   * Why; it goes into the trail and is no place for a name.
   * @example The laboratory has answered.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which complaint it turned out to be the same matter as. */
export class MergeComplaint {
  /** The complaint that goes on for both. */
  @IsUUID() readonly into!: string;
  /**
   * What shows that they are the same; it goes into the trail and is no place for a name.
   * @example The same account, reported twice by the provider.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** How it should end, as somebody proposed who does not decide it. */
export class ClosureProposalView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly complaintId!: string;
  readonly code!: DispositionCode;
  readonly narrative!: string;
  /**
   * The account that proposed it.
   * @format uuid
   */
  readonly proposedBy!: string;
  /**
   * When it was proposed.
   * @format date-time
   */
  readonly proposedAt!: string;
}

/** A rule that speaks for a tier. */
export class PriorityReason {
  readonly rule!: PriorityRuleName;
  /**
   * What it looks for.
   * @example A child has been identified.
   */
  readonly says!: string;
}

/** The tier that the rules propose, and why. A supervisor decides. */
export class PriorityProposalView {
  readonly priority!: Priority;
  readonly because!: PriorityReason[];
}

/** What a disposition is to be counted as. */
export class DispositionView {
  readonly code!: DispositionCode;
  /** Somebody investigated before it ended so. */
  readonly isInvestigated!: boolean;
  /** It was given to somebody else to pursue. */
  readonly isReferred!: boolean;
  /** It ended in an arrest or a prosecution; item (D) of 34 U.S.C. 21116(d)(1) counts those that did not. */
  readonly isProsecuted!: boolean;
  /** The letter by which NIBRS clears it exceptionally. */
  readonly clearance!: ExceptionalClearance | null;
  /**
   * That letter in words.
   * @example prosecution declined
   */
  readonly clearedBy!: string | null;
}

/** Every disposition. */
export class DispositionList {
  readonly items!: DispositionView[];
}

export function proposalViewOf(proposal: ClosureProposal): ClosureProposalView {
  const { id, complaintId, code, narrative, proposedBy, proposedAt } = proposal;
  return { id, complaintId, code, narrative, proposedBy, proposedAt: proposedAt.toISOString() };
}

export function priorityViewOf({ priority, because }: ProposedPriority): PriorityProposalView {
  const reasons = priorityRules.filter(({ name }) => because.includes(name));
  return { priority, because: reasons.map(({ name, says }) => ({ rule: name, says })) };
}

export const allDispositions: DispositionList = {
  items: dispositionCodes.map((code) => {
    const { clearance, ...counts } = dispositionMeanings[code];
    return { code, ...counts, clearance, clearedBy: clearance === null ? null : exceptionalClearances[clearance] };
  }),
};
