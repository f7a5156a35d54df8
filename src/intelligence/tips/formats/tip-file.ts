import { createHash } from 'node:crypto';
import { jsonIn } from '../../../platform/files/json-file.js';
import { xmlIn, type XmlElement } from '../../../platform/files/xml-file.js';
import { UnfitTip } from './unfit-tip.js';
import { mappingFrom } from './mapping.js';
import { tipBy } from './mapped-tip.js';
import type { ReportedTip } from './reported-tip.js';

export const mostTipBytes = 8_388_608;

/** A report as read, and a hash of its content that ignores key order and white space. */
export interface TipFile {
  readonly tip: ReportedTip;
  readonly digest: Buffer;
}

type Document = Readonly<Record<string, unknown>>;

const mappings = ['icac-data-system', 'provider-report'].map((name) =>
  mappingFrom(new URL(`${name}.mapping.json`, import.meta.url)),
);

/**
 * Reads the report in a file, as JSON or XML depending on its first character. Throws {@link RefusedFile} or {@link
 * UnfitTip}.
 */
export function tipIn(bytes: Buffer): TipFile {
  const document = beginsLikeXml(bytes) ? documentOf(xmlIn(bytes, mostTipBytes)) : jsonIn(bytes, mostTipBytes);
  const mapping = mappings.find(({ recognisedBy }) => recognisedBy.some((key) => Object.hasOwn(document, key)));
  if (!mapping) throw UnfitTip.at('', 'is not a report in a known format');
  return { tip: tipBy(mapping, document), digest: digestOf(document) };
}

const mark = 0xef;
const blanks = [0x20, 0x09, 0x0a, 0x0d];

function beginsLikeXml(bytes: Buffer): boolean {
  let at = bytes[0] === mark ? 3 : 0;
  while (blanks.includes(bytes[at] ?? -1)) at += 1;
  return bytes[at] === '<'.charCodeAt(0);
}

/**
 * Returns the content of the root element, which is a report or an envelope. An envelope also holds the reporting
 * centre's response and the file records.
 */
function documentOf(root: XmlElement): Document {
  const value = valueOf(root);
  if (root.name === 'report' || typeof value !== 'object' || value === null) return { [root.name]: value };
  return value as Document;
}

/**
 * Converts an element to JSON form: attributes as `@name`, mixed text as `#text`, repeated elements as a list. An empty
 * element becomes an empty string.
 */
function valueOf({ attributes, children, text }: XmlElement): unknown {
  const own = text.trim();
  if (attributes.length === 0 && children.length === 0) return own;
  const lists = new Map<string, unknown[]>();
  for (const child of children) {
    const list = lists.get(child.name) ?? [];
    list.push(valueOf(child));
    lists.set(child.name, list);
  }
  return Object.fromEntries([
    ...attributes.map(([name, value]) => [`@${name}`, value] as const),
    ...(own === '' ? [] : [['#text', own] as const]),
    ...[...lists].map(([name, list]) => [name, list.length === 1 ? list[0] : list] as const),
  ]);
}

function digestOf(document: Document): Buffer {
  return createHash('sha256').update(JSON.stringify(document, inOrder)).digest();
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
