/** Whether it is up. */
export class Health {
  /** There is no other answer with a 200. */
  readonly status!: 'up';
}
