import type { AttentionKind } from '../../access/attention-declarations.js';
import { type DraftRow, type DraftSummary, toDraftSummary } from '../drafts/draft.view.js';

/** List of items that wait for the account. */
export class AttentionItem {
  readonly kind!: AttentionKind;
  /** Number of its rows, at most 1,000. */
  readonly count!: number;
  /** Whether the count is complete. Otherwise it is a minimum. */
  readonly isComplete!: boolean;
  /** Earliest day of a row, in the time zone of the task force; null without a row or a day. */
  readonly mostUrgentOn!: string | null;
  /** Whether a second person decides on it. The count includes what this account asked for, on which another decides. */
  readonly isForSecondPerson!: boolean;
  /**
   * Path and query of the list.
   * @example /api/v1/complaints?queue=to_triage
   */
  readonly path!: string;
}

/** Number of items that wait for a second person. */
export class SecondPersonCount {
  readonly count!: number;
  readonly isComplete!: boolean;
}

/** Everything that waits for the account, by its role and seat. */
export class AttentionView {
  /** Lists that can wait for this role and seat, also empty ones, in a fixed order. */
  readonly items!: AttentionItem[];
  /** Sum of the items that wait for a second person. */
  readonly secondPerson!: SecondPersonCount;
  /** Your drafts without their text, latest save first. */
  readonly drafts!: DraftSummary[];
  /**
   * Time of the counts.
   * @format date-time
   */
  readonly at!: string;
}

/** Everything that waits for an account at a time. */
export interface Attention {
  readonly items: AttentionItem[];
  readonly drafts: readonly DraftRow[];
  readonly at: Date;
}

export function toAttentionView({ items, drafts, at }: Attention): AttentionView {
  const pending = items.filter(({ isForSecondPerson }) => isForSecondPerson);
  return {
    items,
    secondPerson: {
      count: pending.reduce((sum, { count }) => sum + count, 0),
      isComplete: pending.every(({ isComplete }) => isComplete),
    },
    drafts: drafts.map(toDraftSummary),
    at: at.toISOString(),
  };
}
