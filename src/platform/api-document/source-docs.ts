import type { Schema, Schemas } from './openapi.js';

export interface PropertyDocs {
  readonly description: string;
  readonly example?: string;
  readonly format?: string;
}

export interface ClassDocs {
  readonly description: string;
  readonly properties: Readonly<Record<string, PropertyDocs>>;
}

/** Documentation of a handler: its own problems, and whether the created record has no URL. */
export interface HandlerDocs {
  readonly throws: readonly string[];
  readonly isPlaceless: boolean;
}

export interface ProblemDocs {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly description: string;
  readonly headers: readonly string[];
  readonly members: Schema;
}

export interface Vocabulary {
  readonly name: string;
  readonly description: string;
  readonly values: readonly (string | number)[];
  /** Sentence for each value, if the description does not explain the values. */
  readonly meanings?: Readonly<Record<string, string>>;
}

/** Facts from comments and declarations. The compiler plugin passes on only a part of them. */
export interface SourceDocs {
  readonly classes: Readonly<Record<string, ClassDocs>>;
  readonly controllers: Readonly<Record<string, string>>;
  readonly handlers: Readonly<Record<string, HandlerDocs>>;
  readonly problems: Readonly<Record<string, ProblemDocs>>;
  readonly parts: Schemas;
  readonly vocabularies: readonly Vocabulary[];
}

/** Joins the lines of each paragraph, because line breaks of the source have no meaning. */
export function unwrapComment(comment: string): string {
  return comment
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** End of a sentence: a full stop before a space or the end. The last one of `U.S.C.` or `e.g.` does not count. */
const sentenceEnd = /(?<!\b[A-Za-z]\.[A-Za-z])[.!?](?=\s|$)/;

/** Splits a comment into its first sentence and the rest. */
export function firstSentence(comment: string): { readonly first: string; readonly rest: string } {
  const text = unwrapComment(comment);
  const end = sentenceEnd.exec(text)?.index ?? text.length - 1;
  return { first: text.slice(0, end + 1), rest: text.slice(end + 1).trim() };
}

/** Converts a class name to a title: `VictimsIdentifiedController` becomes `Victims identified`. */
export function humanize(name: string): string {
  const words = name.replace(/Controller$/, '').replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** Joins words: `investigator and supervisor`, `admin`, `everyone who is signed in`. */
export function joinWithAnd(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
