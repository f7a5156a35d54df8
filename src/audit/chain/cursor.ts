/** Iterator over batches, item by item, which waits only between batches. */
export class Cursor<T> {
  private lot: readonly T[] = [];
  private index = 0;

  constructor(private readonly lots: AsyncIterator<readonly T[]>) {}

  /** Returns the next item of the current batch. `undefined` means that the caller must await `more()`. */
  peek(): T | undefined {
    return this.lot[this.index];
  }

  advance(): void {
    this.index += 1;
  }

  /** Loads the next batch if necessary. Returns whether there is another item. */
  async more(): Promise<boolean> {
    if (this.index < this.lot.length) return true;
    const next = await this.lots.next();
    if (next.done === true) return false;
    this.lot = next.value;
    this.index = 0;
    return true;
  }
}
