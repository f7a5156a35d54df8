import { createHash } from 'node:crypto';
import { parseJsonFile } from '../../../platform/files/json-file.js';
import { parseXmlFile, type XmlElement } from '../../../platform/files/xml-file.js';
import { InvalidTip } from './invalid-tip.js';
import { tipMappings } from './tip-mappings.js';
import { mapTip } from './map-tip.js';
import type { ReportedTip } from './reported-tip.js';

export const maxTipBytes = 8_388_608;

/** A report as read, and a hash of its content that ignores key order and white space. */
export interface TipFile {
  readonly tip: ReportedTip;
  readonly digest: Buffer;
}

type Document = Readonly<Record<string, unknown>>;

/**
 * Reads the report in a file, as JSON or XML depending on its first character. Times long after now are
 * unreadable. Throws {@link RefusedFile} or {@link InvalidTip}.
 */
export function parseTipFile(bytes: Buffer, now: Date | null = null): TipFile {
  const document = startsLikeXml(bytes)
    ? toDocument(parseXmlFile(bytes, maxTipBytes))
    : parseJsonFile(bytes, maxTipBytes);
  const mapping = tipMappings.find(({ recognisedBy }) => recognisedBy.some((key) => Object.hasOwn(document, key)));
  if (!mapping) throw InvalidTip.at('', 'is not a report in a known format');
  requireOneReport(document, mapping.recognisedBy);
  return { tip: mapTip(mapping, document, now), digest: hashDocument(document) };
}

/** Rejects a list of reports. Its persons and files would all be those of one number. */
function requireOneReport(document: Document, keys: readonly string[]): void {
  for (const key of keys) {
    const report = document[key];
    if (Array.isArray(report) && report.length > 1)
      throw InvalidTip.at(`/${key}`, 'must be one report: send each other report by itself');
  }
}

const byteOrderMarkStart = 0xef;
const whitespaceBytes = [0x20, 0x09, 0x0a, 0x0d];

function startsLikeXml(bytes: Buffer): boolean {
  let position = bytes[0] === byteOrderMarkStart ? 3 : 0;
  while (whitespaceBytes.includes(bytes[position] ?? -1)) position += 1;
  return bytes[position] === '<'.charCodeAt(0);
}

/**
 * Returns the content of the root element, which is a report or an envelope. An envelope also holds the reporting
 * center's response and the file records.
 */
function toDocument(root: XmlElement): Document {
  const value = toJsonValue(root);
  if (root.name === 'report' || typeof value !== 'object' || value === null) return { [root.name]: value };
  return value as Document;
}

/**
 * Converts an element to JSON form: attributes as `@name`, mixed text as `#text`, repeated elements as a list. An empty
 * element becomes an empty string.
 */
function toJsonValue({ attributes, children, text }: XmlElement): unknown {
  const own = text.trim();
  if (attributes.length === 0 && children.length === 0) return own;
  const lists = new Map<string, unknown[]>();
  for (const child of children) {
    const list = lists.get(child.name) ?? [];
    list.push(toJsonValue(child));
    lists.set(child.name, list);
  }
  return Object.fromEntries([
    ...attributes.map(([name, value]) => [`@${name}`, value] as const),
    ...(own === '' ? [] : [['#text', own] as const]),
    ...[...lists].map(([name, list]) => [name, list.length === 1 ? list[0] : list] as const),
  ]);
}

function hashDocument(document: Document): Buffer {
  return createHash('sha256').update(JSON.stringify(document, sortKeys)).digest();
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
