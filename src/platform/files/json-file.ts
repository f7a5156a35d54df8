import { deepest, faultInJson } from '../http/json-scan.js';
import { RefusedFile } from './refused-file.js';
import { textIn } from './text-file.js';

/**
 * The object that a JSON file holds. Depth is counted before it is parsed; doubled keys, keys that reach for the prototype of all
 * objects, NUL and half characters are refused as they are in a request.
 */
export function jsonIn(bytes: Uint8Array, mostBytes: number): Readonly<Record<string, unknown>> {
  const text = textIn(bytes, mostBytes);
  if (isTooDeep(text)) throw new RefusedFile('too-deep', `goes deeper than ${deepest} levels`);
  const value = parsed(text);
  const fault = faultInJson(text, value);
  if (fault) throw new RefusedFile('not-fit', fault.detail, fault.path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RefusedFile('not-json', 'has to be one JSON object');
  }
  return value as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RefusedFile('not-json', 'is not JSON');
  }
}

/** Brackets within texts are passed over. Where a text does not end, the parser says so. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') at = endOfText(text, at);
    else if (letter === '{' || letter === '[') {
      depth += 1;
      if (depth > deepest) return true;
    } else if (letter === '}' || letter === ']') depth -= 1;
  }
  return false;
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}
