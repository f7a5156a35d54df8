/** Iterator over batches, item by item, which waits only between batches. */
export class Cursor<T> {
  private batch: readonly T[] = [];
  private index = 0;

  constructor(private readonly batches: AsyncIterator<readonly T[]>) {}

  /** Returns the next item of the current batch. `undefined` means that the caller must await `more()`. */
  peek(): T | undefined {
    return this.batch[this.index];
  }

  advance(): void {
    this.index += 1;
  }

  /** Loads the next batch if necessary. Returns whether there is another item. */
  async loadMore(): Promise<boolean> {
    if (this.index < this.batch.length) return true;
    const next = await this.batches.next();
    if (next.done === true) return false;
    this.batch = next.value;
    this.index = 0;
    return true;
  }
}
