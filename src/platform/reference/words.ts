import type { Schema, Schemas } from './openapi.js';

/** What the source says of a property, beyond its type. */
export interface PropertyWords {
  /** Empty where it says nothing. */
  readonly description: string;
  readonly example?: string;
  readonly format?: string;
}

/** What the source says of a class that travels. */
export interface ClassWords {
  readonly description: string;
  readonly properties: Readonly<Record<string, PropertyWords>>;
}

/** What the source says of a handler: the problems of its own that it throws, and whether what it makes has a place. */
export interface HandlerWords {
  readonly throws: readonly string[];
  readonly isPlaceless: boolean;
}

/** A class of problem, as the source declares it. */
export interface ProblemWords {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly description: string;
  readonly headers: readonly string[];
  readonly members: Schema;
}

/** A choice of values that the source has a name for. */
export interface Vocabulary {
  readonly name: string;
  readonly description: string;
  readonly values: readonly (string | number)[];
}

/** Everything the document takes from comments and declarations, for the compiler plugin passes on only a part of it. */
export interface SourceWords {
  readonly classes: Readonly<Record<string, ClassWords>>;
  readonly controllers: Readonly<Record<string, string>>;
  /** By `ComplaintsController.receive`. */
  readonly handlers: Readonly<Record<string, HandlerWords>>;
  readonly problems: Readonly<Record<string, ProblemWords>>;
  /** Parts that the members of problems refer to. */
  readonly parts: Schemas;
  readonly vocabularies: readonly Vocabulary[];
}

/** Comment lines as one line per paragraph: where the source breaks them means nothing. */
export function unwrapped(comment: string): string {
  return comment
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** A full stop that a space or the end follows. The last one of `U.S.C.` or `e.g.` ends no sentence. */
const sentenceEnd = /(?<!\b[A-Za-z]\.[A-Za-z])[.!?](?=\s|$)/;

/** The first sentence, and what comes after it. */
export function firstSentence(comment: string): { readonly first: string; readonly rest: string } {
  const text = unwrapped(comment);
  const end = sentenceEnd.exec(text)?.index ?? text.length - 1;
  return { first: text.slice(0, end + 1), rest: text.slice(end + 1).trim() };
}

/** `VictimsIdentifiedController` becomes `Victims identified`. */
export function spoken(name: string): string {
  const words = name.replace(/Controller$/, '').replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** `investigator and supervisor`, `admin`, `everyone who is signed in`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
