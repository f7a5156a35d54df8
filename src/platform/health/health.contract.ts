/** Whether it is up. */
export class Health {
  /** There is no other answer with a 200. */
  readonly status!: 'up';
}

/** That requests can be served. */
export class Ready extends Health {
  /** Whether the log has a warning that whoever runs the tracker should act on, such as an outdated Postgres. It does not say which. */
  readonly needsAttention!: boolean;
}
