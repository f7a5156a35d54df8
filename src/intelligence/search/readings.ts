import { candidatesIn } from '../../casework/identifiers/candidates.js';
import type { IdentifierKind } from '../../casework/identifiers/identifiers.words.js';
import { normalForm } from '../../casework/identifiers/normal-forms.js';
import { withoutInvisible } from '../../platform/validation/unicode.js';
import type { ReadingKind } from './search.words.js';

/** An identifier that the text is or contains. An open one may be of any platform. */
export interface ReadIdentifier {
  readonly kind: IdentifierKind;
  readonly normalised: string;
  readonly isOpen: boolean;
}

/** Interpretations of a search text; null where one does not apply. */
export interface Readings {
  /** Likely kinds of the text, judged by its form. Other possible kinds are searched as well. */
  readonly recognizedAs: readonly ReadingKind[];
  readonly identifiers: readonly ReadIdentifier[];
  readonly name: string | null;
  readonly reference: string | null;
  readonly words: string | null;
}

const mostIdentifiers = 50;
const mostWords = 64;
const longestWord = 200;
const looksLikeName = /^(?!.*\d)[\p{L}\p{M}'’.,\- ]{2,100}$/u;
const looksLikeReference = /^[A-Z]{2}(?:-[A-Z]{1,8}){0,2}-\d{3,12}$/i;
const looksLikeNumber = /^(?=\D*\d)[\w-]+$/;

/** Returns the interpretations of a search text: its likely kinds and its possible ones. */
export function readingsOf(asked: string): Readings {
  const text = withoutInvisible(asked);
  const sure = candidatesIn(text).map(({ kind, normalised }) => read(kind, normalised));
  const guessed = text.length <= 100 && sure.length < 2 ? guesses(text) : [];
  const identifiers = [...new Map([...sure, ...guessed].map((one) => [JSON.stringify(one), one])).values()];
  const words = text.split(/\s+/);
  const name = looksLikeName.test(text) && words.length <= 6 ? text : null;
  const reference = words.length === 1 && text.length <= 60 ? text : null;
  const told = words.length <= mostWords ? plainly(words) : null;
  const isReference = looksLikeReference.test(text) || (sure.length === 0 && looksLikeNumber.test(text));
  const looks = [
    [sure.length > 0, 'identifier'],
    [name !== null, 'name'],
    [reference !== null && isReference, 'reference'],
    [told !== null, 'text'],
  ] as const;
  const recognizedAs = looks.flatMap(([holds, kind]) => (holds ? [kind] : []));
  return { recognizedAs, identifiers: identifiers.slice(0, mostIdentifiers), name, reference, words: told };
}

/**
 * Returns the words for the full-text query. Runs of minuses become one, so that the query nests no deeper than its
 * words.
 */
function plainly(words: readonly string[]): string {
  return words
    .filter(({ length }) => length <= longestWord)
    .join(' ')
    .replaceAll(/-{2,}/g, '-');
}

function read(kind: IdentifierKind, normalised: string): ReadIdentifier {
  return { kind, normalised, isOpen: kind === 'handle' || kind === 'account' };
}

/**
 * Returns possible identifiers in an ambiguous text. A single word may be a handle, a licence plate or a device number.
 */
function guesses(text: string): ReadIdentifier[] {
  const isWord = !/\s/.test(text);
  const kinds: readonly IdentifierKind[] = isWord
    ? ['phone', 'hash', 'ip', 'handle', 'account', 'device', 'vehicle', 'other']
    : ['phone', 'device', 'vehicle', 'other'];
  const forms = kinds.flatMap((kind) => {
    const form = normalForm({ kind, raw: text });
    return form === null ? [] : [read(kind, form.normalised)];
  });
  // A handle with its platform, in the form of responses: night_owl@example chat.
  const [handle = '', platform = ''] = text.replace(/^@/, '').split(/@(.*)/s);
  if (handle === '' || platform === '') return forms;
  const whole = (['handle', 'account'] as const).flatMap((kind) => {
    const form = normalForm({ kind, raw: handle, platform });
    return form === null ? [] : [{ kind, normalised: form.normalised, isOpen: false }];
  });
  return [...forms, ...whole];
}
