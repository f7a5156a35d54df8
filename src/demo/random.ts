import { createHash } from 'node:crypto';

/** Deterministic random number generator: the same seed and calls give the same results on every machine. */
export class Random {
  private readonly state: Uint32Array;

  constructor(seed: string) {
    const hash = createHash('sha256').update(seed).digest();
    this.state = Uint32Array.from([0, 4, 8, 12].map((at) => hash.readUInt32LE(at)));
  }

  /** Returns a number from 0 to below 1 (sfc32). */
  fraction(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.state;
    const output = (a + b + counter) >>> 0;
    this.state[0] = b ^ (b >>> 9);
    this.state[1] = c + (c << 3);
    this.state[2] = ((c << 21) | (c >>> 11)) + output;
    this.state[3] = counter + 1;
    return output / 2 ** 32;
  }

  /** Returns a whole number of the range, both ends included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.fraction() * (max - min + 1));
  }

  happens(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.fraction() * choices.length)] as T;
  }

  pickWeighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.fraction() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [choice, weight] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return choices.at(-1)?.[0] as T;
  }

  shuffle<T>(list: readonly T[]): T[] {
    const shuffled = [...list];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.integer(0, last);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  }
}
