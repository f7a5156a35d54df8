import { UnfitTip } from './unfit-tip.js';

/** A list of a report while it is filled. It has a limit, and may hold each item only once. */
export class DraftList<T> {
  readonly items: T[] = [];
  private readonly keys = new Set<string>();

  /** `noun` names the items in a refusal. Items with the same key are one; without `keyOf` every item is another. */
  constructor(
    readonly maxItems: number,
    private readonly noun: string,
    private readonly keyOf: ((item: T) => string) | null = null,
  ) {}

  /** Adds an item unless the list holds it. Throws UnfitTip when the list is full. */
  add(item: T): void {
    const key = this.keyOf?.(item);
    if (key !== undefined && this.keys.has(key)) return;
    if (this.items.length >= this.maxItems) {
      throw UnfitTip.at('', `has more than ${this.maxItems} ${this.noun}`);
    }
    if (key !== undefined) this.keys.add(key);
    this.items.push(item);
  }
}

/** Creates a list of texts, each of which it holds once. */
export function textList(maxItems: number, noun: string): DraftList<string> {
  return new DraftList<string>(maxItems, noun, (text) => text);
}
