import type { Actor } from '../../platform/actor/actor.js';
import type { Page } from '../../platform/http/paging.js';
import { obstacleTo } from '../complaints/action-obstacles.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintSummary, toComplaintSummary } from '../complaints/complaint.view.js';
import {
  priorities,
  type ActionObstacle,
  type ComplaintMode,
  type ComplaintType,
  type Priority,
} from '../complaints/complaints.enums.js';
import type { TriageProposal } from '../triage/triage-rules.js';
import type { BundleKind } from './bundles.enums.js';
import type { Bundle } from './form-bundles.js';

/** Value that all complaints of a bundle share, by its record in the first of them. */
export class BundleReasonView {
  readonly kind!: BundleKind;
  /** Identifier with the value. */
  readonly identifierId!: string;
  /**
   * Reported file to which the value belongs; null for the value of an account.
   * @format uuid
   */
  readonly fileId!: string | null;
}

/** Number of complaints for which the rules propose a tier. */
export class BundleTierView {
  readonly priority!: Priority;
  readonly count!: number;
}

/** Untriaged complaints that share a file or an account, received within a period. */
export class BundleView {
  /** Id of the bundle: the first identifier of its reasons. It stays while the complaints of the bundle are decided. */
  readonly id!: string;
  readonly reasons!: BundleReasonView[];
  /** Number of its complaints that still wait for their triage. */
  readonly count!: number;
  /** First day of receipt in the task force's time zone; null if none of its complaints waits. */
  readonly firstReceivedOn!: string | null;
  /** Last day of receipt; null if none of its complaints waits. */
  readonly lastReceivedOn!: string | null;
  /** Tiers that the rules propose for its complaints, the most urgent first. */
  readonly proposedTiers!: BundleTierView[];
}

/** Bundles that are proposed to the reader's seat, the largest first. */
export class BundleList {
  /** At most 50 bundles. */
  readonly items!: BundleView[];
  /** Whether these are all bundles. It is false for more than 50 bundles, or more than 2,000 untriaged complaints. */
  readonly isComplete!: boolean;
}

/** Complaint of a bundle, with the triage that the rules propose. */
export class BundledComplaint {
  readonly complaint!: ComplaintSummary;
  readonly proposedType!: ComplaintType | null;
  readonly proposedMode!: ComplaintMode | null;
  readonly proposedPriority!: Priority;
  /** Reason why the reader may not triage it; null if the reader may. */
  readonly obstacle!: ActionObstacle | null;
}

/** Page of the complaints of a bundle, the earliest receipt first. */
export class BundledComplaintPage {
  readonly items!: BundledComplaint[];
  readonly nextCursor!: string | null;
}

/** Bundle with the proposed tier of each of its complaints. */
export interface ProposedBundle extends Pick<Bundle, 'id' | 'reasons'> {
  readonly firstReceivedOn: string | null;
  readonly lastReceivedOn: string | null;
  readonly tiers: readonly Priority[];
}

export interface FoundBundles {
  readonly bundles: readonly ProposedBundle[];
  readonly isComplete: boolean;
}

/** Complaint of a bundle with its proposal. */
export interface ProposedComplaint {
  readonly complaint: Complaint;
  readonly proposal: TriageProposal;
}

export function toBundleList({ bundles, isComplete }: FoundBundles): BundleList {
  return { items: bundles.map(toBundleView), isComplete };
}

export function toBundleView({ id, reasons, firstReceivedOn, lastReceivedOn, tiers }: ProposedBundle): BundleView {
  const proposedTiers = priorities.flatMap((priority) => {
    const count = tiers.filter((tier) => tier === priority).length;
    return count === 0 ? [] : [{ priority, count }];
  });
  return {
    id,
    reasons: reasons.map((reason) => ({ ...reason })),
    count: tiers.length,
    firstReceivedOn,
    lastReceivedOn,
    proposedTiers,
  };
}

export function toBundledComplaintPage(
  { items, nextCursor }: Page<ProposedComplaint>,
  actor: Actor,
): BundledComplaintPage {
  return {
    items: items.map(({ complaint, proposal }) => ({
      complaint: toComplaintSummary(complaint),
      proposedType: proposal.type,
      proposedMode: proposal.mode,
      proposedPriority: proposal.priority,
      obstacle: obstacleTo('triage', complaint, actor),
    })),
    nextCursor,
  };
}
