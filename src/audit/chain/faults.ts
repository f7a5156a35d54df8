/** Maximum of faults that are listed. A lost table would otherwise fill the report. */
const mostTold = 50;

/** Faults of a verification as sentences. They state positions and never contents. */
export class Faults {
  readonly told: string[] = [];
  count = 0;

  add(words: string): void {
    this.count += 1;
    if (this.told.length < mostTold) this.told.push(words);
  }
}

/** Verification that could not run. It proves nothing about the integrity of the trail. */
export class CannotVerify extends Error {
  override readonly name = 'CannotVerify';
}
