import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { nameDeclarations } from './name-declarations.js';

interface NameRow {
  readonly kind: string;
  readonly id: string;
  readonly words: Readonly<Record<string, unknown>>;
}

/** Names beside the ids of an answer. One statement reads them, with a branch for each kind that the answer holds. */
@Injectable()
export class NamesService {
  private readonly statements = new Map<string, string>();

  /** Fills the words of all named views in an answer. A record that the reader may not see keeps its id alone. */
  async fill(tx: EntityManager, answer: unknown): Promise<void> {
    const views = new Map<string, object[]>();
    collectViews(answer, views);
    if (views.size === 0) return;
    const kinds = nameDeclarations.listKinds().filter((kind) => views.has(kind));
    const idsByKind = kinds.map((kind) => [...new Set(views.get(kind)?.map(idOf))]);
    const rows = await tx.query<NameRow[]>(this.statementOf(kinds), idsByKind);
    const words = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row.words]));
    for (const [kind, named] of views) {
      for (const view of named) Object.assign(view, words.get(`${kind} ${idOf(view)}`));
    }
  }

  /** Returns the statement of some kinds. There are few sets of kinds, so each is prepared once a connection. */
  private statementOf(kinds: readonly string[]): string {
    const key = kinds.join();
    let statement = this.statements.get(key);
    if (statement === undefined) {
      statement = nameDeclarations.buildStatement(kinds);
      this.statements.set(key, statement);
    }
    return statement;
  }
}

function idOf(view: object): string {
  return (view as { readonly id: string }).id;
}

/** Collects the named views of an answer by kind. Instances of classes, such as streams and dates, hold none. */
function collectViews(value: unknown, views: Map<string, object[]>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collectViews(item, views);
    return;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return;
  const kind = nameDeclarations.kindOf(value);
  if (kind === undefined) {
    for (const field of Object.values(value)) collectViews(field, views);
    return;
  }
  const known = views.get(kind);
  if (known) known.push(value);
  else views.set(kind, [value]);
}
