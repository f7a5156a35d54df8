/** Walks over what comes in lots, one at a time, and waits only between lots. */
export class Cursor<T> {
  private lot: readonly T[] = [];
  private index = 0;

  constructor(private readonly lots: AsyncIterator<readonly T[]>) {}

  /** The next one, if its lot is here: `undefined` asks for `more()`. */
  peek(): T | undefined {
    return this.lot[this.index];
  }

  advance(): void {
    this.index += 1;
  }

  /** Whether there was another lot. */
  async more(): Promise<boolean> {
    if (this.index < this.lot.length) return true;
    const next = await this.lots.next();
    if (next.done === true) return false;
    this.lot = next.value;
    this.index = 0;
    return true;
  }
}
