/** Iterator over the items of batches. It waits only to load a batch. */
export class Cursor<T> {
  private batch: readonly T[] = [];
  private index = 0;

  constructor(private readonly batches: AsyncIterator<readonly T[]>) {}

  /** Returns the next item of the current batch. `undefined` means that the caller must await `loadMore()`. */
  peek(): T | undefined {
    return this.batch[this.index];
  }

  advance(): void {
    this.index += 1;
  }

  /** Loads the next batch if the current one is used up. Returns false after the last batch. */
  async loadMore(): Promise<boolean> {
    if (this.index < this.batch.length) return true;
    const next = await this.batches.next();
    if (next.done === true) return false;
    this.batch = next.value;
    this.index = 0;
    return true;
  }
}
