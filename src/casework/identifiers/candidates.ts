import { invisible, withoutInvisible } from '../../platform/validation/unicode.js';
import type { IdentifierKind } from './identifiers.enums.js';
import { normaliseIdentifier } from './normal-forms.js';

export interface Candidate {
  readonly kind: IdentifierKind;
  readonly raw: string;
  readonly normalised: string;
  readonly port: number | null;
  readonly position: number;
}

interface Pattern {
  readonly kind: IdentifierKind;
  readonly pattern: RegExp;
}

/**
 * Patterns of each kind, the most certain first; a match excludes later ones. A plate needs a word such as "plate" before it, because it
 * looks like any word.
 */
const patterns: readonly Pattern[] = [
  { kind: 'url', pattern: /\bhttps?:\/\/[^\s<>"'`{}|\\^]{1,480}/gi },
  { kind: 'email', pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?![\w@])/g },
  { kind: 'hash', pattern: /\b(?:[0-9a-f]{288}|[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})\b/gi },
  { kind: 'ip', pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\d.]*\d)/g },
  {
    kind: 'ip',
    pattern:
      /\[[\da-f:.]{2,45}\](?::\d{1,5})?|(?<![\w:])(?:[\da-f]{1,4}:|::)[\da-f:]{1,40}(?:\.\d{1,3}){0,3}(?![\w:])/gi,
  },
  {
    kind: 'vehicle',
    pattern:
      /(?<=\b(?:[Pp]late|[Tt]ag|[Rr]egistration)(?: (?:no|number))?[:#. ]{1,3})[A-Z\d][A-Z\d -]{2,8}[A-Z\d](?!\w)/g,
  },
  {
    kind: 'phone',
    pattern:
      /(?<![\w.+-])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,4}\)[\s.-]?|\d{2,4}[\s.-])\d{2,4}(?:[\s.-]?\d{2,5}){1,3}(?![\w-])/g,
  },
  { kind: 'phone', pattern: /(?<!\w)\+\d{8,15}(?!\w)/g },
  { kind: 'handle', pattern: /(?<![\w@./])@[\w.]{2,60}(?<![.])/g },
];

/** Days, which look like the beginning of a telephone number: 2018-05-10, 5/10/2018 and 10.05.2018. */
const days = /(?<!\d)(?:(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:19|20)\d\d)(?!\d)/g;
const trailingPunctuation = /[.,;:!?)\]]+$/;

/**
 * Finds possible identifiers in a text, each once, in the order of the text. A person confirms them and adds their
 * owner.
 */
export function findCandidates(text: string): Candidate[] {
  const visible = withoutInvisible(text);
  if (visible.length === text.length) return findCandidatesInVisible(text);
  const positions = mapPositions(text);
  return findCandidatesInVisible(visible).map((candidate): Candidate => ({
    ...candidate,
    position: positions[candidate.position] ?? 0,
  }));
}

/** Returns the position in a text of each code unit that is not invisible. */
function mapPositions(text: string): number[] {
  const positions: number[] = [];
  let from = 0;
  for (const { 0: skipped, index } of [...text.matchAll(invisible), { 0: '', index: text.length }]) {
    for (let at = from; at < index; at += 1) positions.push(at);
    from = index + skipped.length;
  }
  return positions;
}

function findCandidatesInVisible(text: string): Candidate[] {
  const taken: [number, number][] = [];
  const found = new Map<string, Candidate>();
  const withoutDays = text.replace(days, (day) => ','.repeat(day.length));
  for (const { kind, pattern } of patterns) {
    for (const match of (kind === 'phone' ? withoutDays : text).matchAll(pattern)) {
      const raw = kind === 'ip' ? match[0] : match[0].replace(trailingPunctuation, '');
      const [from, until] = [match.index, match.index + raw.length];
      if (taken.some(([begin, end]) => from < end && begin < until)) continue;
      const form = normaliseIdentifier({ kind, raw });
      // Digits outside every numbering plan are more often a date or a page than a telephone number.
      if (form === null || (kind === 'phone' && !form.normalised.startsWith('+'))) continue;
      taken.push([from, until]);
      const { normalised, port = null } = form;
      const key = `${kind} ${normalised} ${port ?? ''}`;
      if (!found.has(key)) found.set(key, { kind, raw, normalised, port, position: from });
    }
  }
  return [...found.values()].sort((one, other) => one.position - other.position);
}
