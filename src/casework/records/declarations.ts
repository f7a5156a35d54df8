/** Parts of a case that features declare in their own folders, in a fixed order. */
export class Declarations<Part extends { readonly name: string }> {
  private readonly parts = new Map<string, Part>();
  private list: readonly Part[] | undefined;

  constructor(
    private readonly whole: string,
    private readonly order: readonly string[],
  ) {}

  /** Adds the parts of a feature. Rejects a part without a position in the order, or with two declarations. */
  add(parts: readonly Part[]): void {
    for (const part of parts) {
      const { name } = part;
      if (!this.order.includes(name)) throw new Error(`The ${this.whole} has no position for ${name}`);
      if (this.parts.has(name)) throw new Error(`The ${this.whole} has two declarations of ${name}`);
      this.parts.set(name, part);
    }
  }

  /** Returns all parts in their order. Every feature has been loaded by then; a part without a declaration is an error. */
  all(): readonly Part[] {
    this.list ??= this.order.map((name) => {
      const part = this.parts.get(name);
      if (!part) throw new Error(`The ${this.whole} has no declaration of ${name}`);
      return part;
    });
    return this.list;
  }
}
