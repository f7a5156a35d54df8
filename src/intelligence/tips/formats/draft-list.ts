import { InvalidTip } from './invalid-tip.js';

/** A bounded list of a report, optionally without duplicates, while it is read. */
export class DraftList<T> {
  readonly items: T[] = [];
  private readonly keys = new Set<string>();

  /** `noun` names the items in an error. Items with the same key are duplicates; without `keyOf` there are none. */
  constructor(
    readonly maxItems: number,
    private readonly noun: string,
    private readonly keyOf: ((item: T) => string) | null = null,
  ) {}

  /** Adds an item unless the list contains it. Throws {@link InvalidTip} when the list is full. */
  add(item: T): void {
    const key = this.keyOf?.(item);
    if (key !== undefined && this.keys.has(key)) return;
    if (this.items.length >= this.maxItems) {
      throw InvalidTip.at('', `has more than ${this.maxItems} ${this.noun}`);
    }
    if (key !== undefined) this.keys.add(key);
    this.items.push(item);
  }
}

export function textList(maxItems: number, noun: string): DraftList<string> {
  return new DraftList<string>(maxItems, noun, (text) => text);
}
