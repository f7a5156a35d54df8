/** Maximum of faults that are listed. A lost table would otherwise fill the report. */
const maxListed = 50;

/** Faults of a verification as sentences. They state positions and never contents. */
export class Faults {
  readonly listed: string[] = [];
  count = 0;

  add(words: string): void {
    this.count += 1;
    if (this.listed.length < maxListed) this.listed.push(words);
  }

  addAll({ listed, count }: Faults): void {
    for (const words of listed) this.add(words);
    this.count += count - listed.length;
  }
}

/** Verification that could not run. It proves nothing about the integrity of the trail. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}
