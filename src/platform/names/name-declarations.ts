interface Named {
  readonly id: string;
}

export interface NameDeclaration<V extends Named> {
  /** Query of `id` and the words of the view. `$ids` stands for the ids. Row security or a function limits its rows. */
  readonly select: string;
  readonly unknown: Omit<V, 'id'>;
}

/** Function that returns the view of an id. Its words are filled before the answer is sent. */
export interface NameView<V extends Named> {
  (id: string): V;
  (id: string | null): V | null;
}

/**
 * Key of the kind of a named view. JSON leaves out a symbol. A WeakMap of all views would cost more at each garbage
 * collection.
 */
const kindKey = Symbol('kind');

/** Register of the kinds of records that answers name. Each area declares its own. */
export class NameDeclarations {
  private readonly selects = new Map<string, string>();

  /** Adds a kind, and returns the function that makes its views. Rejects a kind that another declaration already has. */
  add<V extends Named>(kind: string, { select, unknown }: NameDeclaration<V>): NameView<V> {
    if (this.selects.has(kind)) throw new Error(`The names have two declarations of the kind ${kind}`);
    this.selects.set(kind, select);
    return ((id: string | null) => (id === null ? null : { id, ...unknown, [kindKey]: kind })) as NameView<V>;
  }

  /** Returns the kind of a view that a declaration made, or undefined for any other object. */
  kindOf(view: object): string | undefined {
    return (view as { readonly [kindKey]?: string })[kindKey];
  }

  listKinds(): string[] {
    return [...this.selects.keys()];
  }

  /**
   * Returns the statement that reads the words of some kinds, with one parameter for the ids of each. Postgres prepares
   * each table of a statement again at every execution, so a kind that the answer does not name is not part of it.
   */
  buildStatement(kinds: readonly string[]): string {
    const parts = kinds.map((kind, index) => {
      const query = this.selects.get(kind)?.replaceAll('$ids', `$${index + 1}::uuid[]`);
      if (query === undefined) throw new Error(`The names have no declaration of the kind ${kind}`);
      return `SELECT '${kind}' AS kind, n.id, to_jsonb(n) AS words FROM (${query}) n`;
    });
    return `/* names */ ${parts.join(' UNION ALL ')}`;
  }
}

export const nameDeclarations = new NameDeclarations();

/** Declares a kind of record that answers name, when the file of its view is loaded. */
export function declareName<V extends Named>(kind: string, declaration: NameDeclaration<V>): NameView<V> {
  return nameDeclarations.add(kind, declaration);
}
