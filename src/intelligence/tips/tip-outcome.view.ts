import type { ReportedStatus } from './tips.enums.js';

/** The outcome of a tip, without its content. */
export class ReportedOutcomeView {
  /**
   * The reporting center's number of the tip.
   * @example 107324881
   */
  readonly reportId!: string;
  readonly status!: ReportedStatus;
  /** Whether there was an arrest. */
  readonly arrest!: boolean;
  /** Whether a child was identified. */
  readonly victimIdentified!: boolean;
}

/** The outcomes of the tips of a period. */
export class ReportedOutcomesView {
  readonly items!: ReportedOutcomeView[];
}
