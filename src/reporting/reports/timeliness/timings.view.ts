/** Durations in seconds; null if no clock stopped. */
export class Spread {
  /**
   * Median of the durations, in seconds; null if no clock stopped.
   * @example 5400
   */
  readonly medianSeconds!: number | null;
  /**
   * 90th percentile of the durations, in seconds; null if no clock stopped.
   * @example 81000
   */
  readonly p90Seconds!: number | null;
}

/** Number of clocks past the target of their tier. */
export class PastTarget {
  /**
   * Number of clocks with a tier.
   * @example 120
   */
  readonly total!: number;
  /**
   * Number of these past the target.
   * @example 9
   */
  readonly past!: number;
  /**
   * Share of clocks past the target; null if none had a tier.
   * @format double
   * @example 0.075
   */
  readonly share!: number | null;
}

/** One clock over the period. */
export class Timing {
  /**
   * Number of stopped clocks.
   * @example 120
   */
  readonly stopped!: number;
  /** Durations from start to stop, with nights, weekends and holds. */
  readonly wall!: Spread;
  /** Durations from start to stop, without the time on hold. */
  readonly working!: Spread;
  /** Clocks past target; null for a clock without a target. */
  readonly pastTarget!: PastTarget | null;
}

/** All clocks. */
export class Timings {
  /** From receipt to first view: the screening, or the triage if there was no screening. */
  readonly firstView!: Timing;
  /** From receipt to triage. */
  readonly triage!: Timing;
  /** From receipt to assignment to an agency. */
  readonly assignment!: Timing;
  /** From receipt to the service of the first legal process, in whole days. */
  readonly firstLegalProcess!: Timing;
  /** From an offer to its acceptance by the other agency. It counts at the offering agency. */
  readonly transferAcceptance!: Timing;
  /** From receipt to closing. */
  readonly disposition!: Timing;
  /** From closing to reopening. */
  readonly reopening!: Timing;
  /**
   * Reopenings of the period as a share of its closings; null if nothing was closed.
   * @format double
   * @example 0.02
   */
  readonly reopenedShare!: number | null;
}
