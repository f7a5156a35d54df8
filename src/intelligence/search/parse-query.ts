import { parseCyberTipNumber } from '../../casework/complaints/cybertip-number.js';
import { findCandidates } from '../../casework/identifiers/candidates.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import { normaliseIdentifier } from '../../casework/identifiers/normal-forms.js';
import { withoutInvisible } from '../../platform/validation/unicode.js';
import type { ReadingKind } from './search.enums.js';

/** An identifier that the text is or contains. An open one may be of any platform. */
export interface CandidateIdentifier {
  readonly kind: IdentifierKind;
  readonly normalised: string;
  readonly matchesAnyPlatform: boolean;
}

/** Interpretations of a search text; null where one does not apply. */
export interface ParsedQuery {
  /** Likely kinds of the text, judged by its form. Other possible kinds are searched as well. */
  readonly recognizedAs: readonly ReadingKind[];
  readonly identifiers: readonly CandidateIdentifier[];
  readonly name: string | null;
  readonly reference: string | null;
  readonly words: string | null;
}

const maxIdentifiers = 50;
const maxWords = 64;
const maxWordLength = 200;
const looksLikeName = /^(?!.*\d)[\p{L}\p{M}'’.,\- ]{2,100}$/u;
const looksLikeReference = /^[A-Z]{2}(?:-[A-Z]{1,8}){0,2}-\d{3,12}$/i;
const looksLikeNumber = /^(?=\D*\d)[\w-]+$/;

/** Returns the interpretations of a search text: its likely kinds and its possible ones. */
export function parseQuery(input: string): ParsedQuery {
  const typed = withoutInvisible(input).trim();
  const number = parseCyberTipNumber(typed);
  const query = parseText(number ?? typed);
  // With its letters it may also be a licence plate.
  return number === null ? query : withIdentifiers(query, [...query.identifiers, ...guessIdentifiers(typed)]);
}

function parseText(text: string): ParsedQuery {
  const certain = findCandidates(text).map(({ kind, normalised }) => toCandidate(kind, normalised));
  const guessed = text.length <= 100 && certain.length < 2 ? guessIdentifiers(text) : [];
  const words = text.split(/\s+/);
  const name = looksLikeName.test(text) && words.length <= 6 ? text : null;
  const reference = words.length === 1 && text.length <= 60 ? text : null;
  const fullText = words.length <= maxWords ? toFullTextQuery(words) : null;
  const isReference = looksLikeReference.test(text) || (certain.length === 0 && looksLikeNumber.test(text));
  const recognitions = [
    [certain.length > 0, 'identifier'],
    [name !== null, 'name'],
    [reference !== null && isReference, 'reference'],
    [fullText !== null, 'text'],
  ] as const;
  const recognizedAs = recognitions.flatMap(([applies, kind]) => (applies ? [kind] : []));
  const query = { recognizedAs, identifiers: [], name, reference, words: fullText };
  return withIdentifiers(query, [...certain, ...guessed]);
}

function withIdentifiers(query: ParsedQuery, identifiers: readonly CandidateIdentifier[]): ParsedQuery {
  const each = [...new Map(identifiers.map((one) => [JSON.stringify(one), one])).values()];
  return { ...query, identifiers: each.slice(0, maxIdentifiers) };
}

/**
 * Returns the words for the full-text query. Runs of minuses become one, so that the query nests no deeper than its
 * words.
 */
function toFullTextQuery(words: readonly string[]): string {
  return words
    .filter(({ length }) => length <= maxWordLength)
    .join(' ')
    .replaceAll(/-{2,}/g, '-');
}

function toCandidate(kind: IdentifierKind, normalised: string): CandidateIdentifier {
  return { kind, normalised, matchesAnyPlatform: kind === 'handle' || kind === 'account' };
}

/**
 * Returns possible identifiers in an ambiguous text. A single word may be a handle, a licence plate or a device number.
 */
function guessIdentifiers(text: string): CandidateIdentifier[] {
  const isWord = !/\s/.test(text);
  const kinds: readonly IdentifierKind[] = isWord
    ? ['phone', 'hash', 'ip', 'handle', 'account', 'device', 'vehicle', 'other']
    : ['phone', 'device', 'vehicle', 'other'];
  const forms = kinds.flatMap((kind) => {
    const form = normaliseIdentifier({ kind, raw: text });
    return form === null ? [] : [toCandidate(kind, form.normalised)];
  });
  // A handle with its platform, in the form of responses: night_owl@example chat.
  const [handle = '', platform = ''] = text.replace(/^@/, '').split(/@(.*)/s);
  if (handle === '' || platform === '') return forms;
  const whole = (['handle', 'account'] as const).flatMap((kind) => {
    const form = normaliseIdentifier({ kind, raw: handle, platform });
    return form === null ? [] : [{ kind, normalised: form.normalised, matchesAnyPlatform: false }];
  });
  return [...forms, ...whole];
}
