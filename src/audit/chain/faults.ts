/** So many are told one by one: where a whole table is gone, nobody reads further. */
const mostTold = 50;

/** What does not fit, in words: where it stands, never what it says. */
export class Faults {
  readonly told: string[] = [];
  count = 0;

  add(words: string): void {
    this.count += 1;
    if (this.told.length < mostTold) this.told.push(words);
  }
}

/** The trail could not be looked at, which says nothing about whether it is whole. */
export class CannotVerify extends Error {
  override readonly name = 'CannotVerify';
}
