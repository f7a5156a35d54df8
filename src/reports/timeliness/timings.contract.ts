/** How long it took, in seconds; null where nothing stopped. */
export class Spread {
  /**
   * What half of the clocks kept to.
   * @example 5400
   */
  readonly medianSeconds!: number | null;
  /**
   * What nine in ten of them kept to.
   * @example 81000
   */
  readonly p90Seconds!: number | null;
}

/** How many took longer than their tier allows. */
export class PastTarget {
  /**
   * How many had a tier.
   * @example 120
   */
  readonly of!: number;
  /**
   * How many of these took longer.
   * @example 9
   */
  readonly past!: number;
  /**
   * The one as a part of the other; null where none had a tier.
   * @format double
   * @example 0.075
   */
  readonly share!: number | null;
}

/** One clock over the period. */
export class Timing {
  /**
   * How many stopped.
   * @example 120
   */
  readonly stopped!: number;
  /** By the clock on the wall. */
  readonly wall!: Spread;
  /** Without the time on hold. */
  readonly working!: Spread;
  /** Null for a clock that no tier has a target for. */
  readonly pastTarget!: PastTarget | null;
}

/** Every clock. */
export class Timings {
  /** From receipt until somebody read it: its screening, or its triage at once. */
  readonly firstReading!: Timing;
  /** From receipt until its triage. */
  readonly triage!: Timing;
  /** From receipt until it was given to an agency to work. */
  readonly assignment!: Timing;
  /** From receipt until its first legal process was served, in whole days. */
  readonly firstLegalProcess!: Timing;
  /** From an offer to another agency until that accepted, at the agency that offered. */
  readonly transferAcceptance!: Timing;
  /** From receipt until it was closed. */
  readonly disposition!: Timing;
  /** From its closing until it was reopened. */
  readonly reopening!: Timing;
  /**
   * Reopenings in the period as a part of the closings in it; null where nothing was closed.
   * @format double
   * @example 0.02
   */
  readonly reopenedShare!: number | null;
}
