import { irregularVerbs } from './irregular-verbs.js';

type Words = Readonly<Record<string, string>>;

/** Words of one feature in the sentences of the audit trail, declared in its own folder. */
export interface TrailDeclaration {
  /** Predicate of the sentence of each action: "Dana Reyes … assigned the complaint". */
  readonly actions?: Words;
  readonly records?: Words;
  /** Infinitives of verbs of this feature alone that are more than the past tense without its `ed`. */
  readonly infinitives?: Words;
}

/** Register of the declarations of all features. Each is complete before the tracker serves. */
export class TrailDeclarations {
  private readonly actions = new Map<string, string>();
  private readonly records = new Map<string, string>();
  private readonly infinitives = new Map(Object.entries(irregularVerbs));

  /** Adds the words of a feature. Rejects an action, record or verb that another declaration already has. */
  add({ actions = {}, records = {}, infinitives = {} }: TrailDeclaration): void {
    addWords('action', this.actions, actions);
    addWords('record', this.records, records);
    addWords('infinitive', this.infinitives, infinitives);
  }

  predicateOf(action: string): string | undefined {
    return this.actions.get(action);
  }

  recordNameOf(table: string): string | undefined {
    return this.records.get(table);
  }

  infinitiveOf(verb: string): string {
    return this.infinitives.get(verb) ?? verb.replace(/ed$/, '');
  }

  listActions(): string[] {
    return [...this.actions.keys()];
  }

  listRecords(): string[] {
    return [...this.records.keys()];
  }

  listInfinitives(): string[] {
    return [...this.infinitives.values()];
  }
}

export const trailDeclarations = new TrailDeclarations();

/** Declares the words of a feature when its `<feature>.trail.ts` is loaded. */
export function declareTrail(declaration: TrailDeclaration): void {
  trailDeclarations.add(declaration);
}

function addWords(what: string, known: Map<string, string>, words: Words): void {
  for (const [key, text] of Object.entries(words)) {
    if (known.has(key)) throw new Error(`The trail has two declarations of the ${what} ${key}`);
    known.set(key, text);
  }
}
