/** Liveness of the process. */
export class Health {
  /** Constant status of a response with 200. */
  readonly status!: 'up';
}

/** Readiness to serve requests. */
export class Ready extends Health {
  /**
   * Whether the log has a warning for the operator, such as an outdated Postgres. The response does not identify it.
   */
  readonly needsAttention!: boolean;
}
