/** Liveness of the process. */
export class Health {
  /** Constant status of a response with 200. */
  readonly status!: 'up';
}
