/** Rate limit: a maximum per window of seconds. All subjects have the same window boundaries. */
export interface Rate {
  readonly most: number;
  readonly seconds: number;
}
