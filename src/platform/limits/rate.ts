/** How often, in which time: so many, in windows of so many seconds that begin and end at the same instant for everybody. */
export interface Rate {
  readonly most: number;
  readonly seconds: number;
}
