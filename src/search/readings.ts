import { candidatesIn } from '../identifiers/candidates.js';
import type { IdentifierKind } from '../identifiers/identifiers.words.js';
import { normalForm } from '../identifiers/normal-forms.js';
import { withoutInvisible } from '../platform/http/unicode.js';
import type { ReadingKind } from './search.words.js';

/** An identifier that a text is, or holds. An open one is of any platform. */
export interface ReadIdentifier {
  readonly kind: IdentifierKind;
  readonly normalised: string;
  readonly isOpen: boolean;
}

/** What a text is taken for; null where it is no such thing. */
export interface Readings {
  /** What it is taken for by its looks. What else it might be is looked for as well. */
  readonly takenFor: readonly ReadingKind[];
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

/** What somebody may have meant by a text: whatever it looks like, and whatever it could be. */
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
  const takenFor = looks.flatMap(([holds, kind]) => (holds ? [kind] : []));
  return { takenFor, identifiers: identifiers.slice(0, mostIdentifiers), name, reference, words: told };
}

/** No question of words nests deeper than there are words: a row of minuses is one. */
function plainly(words: readonly string[]): string {
  return words
    .filter(({ length }) => length <= longestWord)
    .join(' ')
    .replaceAll(/-{2,}/g, '-');
}

function read(kind: IdentifierKind, normalised: string): ReadIdentifier {
  return { kind, normalised, isOpen: kind === 'handle' || kind === 'account' };
}

/** A word alone may be a handle, a plate or a number of a device, which nothing tells from other words. */
function guesses(text: string): ReadIdentifier[] {
  const isWord = !/\s/.test(text);
  const kinds: readonly IdentifierKind[] = isWord
    ? ['phone', 'hash', 'ip', 'handle', 'account', 'device', 'vehicle', 'other']
    : ['phone', 'device', 'vehicle', 'other'];
  const forms = kinds.flatMap((kind) => {
    const form = normalForm({ kind, raw: text });
    return form === null ? [] : [read(kind, form.normalised)];
  });
  // With its platform, as it is told back: night_owl@example chat.
  const [handle = '', platform = ''] = text.replace(/^@/, '').split(/@(.*)/s);
  if (handle === '' || platform === '') return forms;
  const whole = (['handle', 'account'] as const).flatMap((kind) => {
    const form = normalForm({ kind, raw: handle, platform });
    return form === null ? [] : [{ kind, normalised: form.normalised, isOpen: false }];
  });
  return [...forms, ...whole];
}
