import { maxDepth, findJsonFault } from '../http/json-scan.js';
import { RefusedFile } from './refused-file.js';
import { decodeText } from './text-file.js';

/**
 * Parses the object in a JSON file. Depth is checked before parsing. Duplicate keys, keys of the object prototype, NUL
 * and lone surrogates are rejected, as for a request. A whole number beyond the exact range is its digits as a text, because it is
 * an identifier.
 */
export function parseJsonFile(bytes: Uint8Array, maxBytes: number): Readonly<Record<string, unknown>> {
  const text = decodeText(bytes, maxBytes);
  if (isTooDeep(text)) throw new RefusedFile('too-deep', `is nested deeper than ${maxDepth} levels`);
  const value = parseJson(text);
  const fault = findJsonFault(text, value);
  if (fault) throw new RefusedFile('not-fit', fault.detail, fault.path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RefusedFile('not-json', 'must be one JSON object');
  }
  return value as Record<string, unknown>;
}

const longNumber = /\d{16}/;
const numberLetters = '-+.eE0123456789';
const integer = /^-?\d+$/;

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return longNumber.test(text) ? JSON.parse(quoteLongIntegers(text)) : value;
  } catch {
    throw new RefusedFile('not-json', 'is not JSON');
  }
}

/**
 * Returns valid JSON with a string in place of each integer that a number does not hold exactly. It is scanned by character, because an
 * expression that matches a string exhausts the stack at some million escapes.
 */
function quoteLongIntegers(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') at = endOfText(text, at);
    else if (letter === '-' || (letter >= '0' && letter <= '9')) {
      const end = endOfNumber(text, at);
      const number = text.slice(at, end);
      if (integer.test(number) && !Number.isSafeInteger(Number(number))) {
        parts.push(text.slice(copied, at), `"${number}"`);
        copied = end;
      }
      at = end - 1;
    }
  }
  return [...parts, text.slice(copied)].join('');
}

/** Whether the nesting is too deep. Brackets in strings do not count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') at = endOfText(text, at);
    else if (letter === '{' || letter === '[') {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (letter === '}' || letter === ']') depth -= 1;
  }
  return false;
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && numberLetters.includes(text.charAt(at))) at += 1;
  return at;
}
