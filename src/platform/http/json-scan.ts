import { pointerStep } from './problems.js';
import { isWellFormed } from '../validation/unicode.js';

/** Fault in a parsed JSON document, with the path of a JSON pointer. */
export interface JsonFault {
  readonly path: string;
  readonly detail: string;
}

/** Maximum nesting depth. At some thousands, recursive readers exhaust the stack. */
export const maxDepth = 32;

const maxKeyLength = 64;
const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/**
 * Finds faults that JSON.parse accepts: excessive depth, keys of the object prototype, NUL, lone surrogates and
 * duplicate keys. `text` must be the source of `value`: more members in the text than in the value show a duplicate.
 * Only a faulty document is scanned by character.
 */
export function findJsonFault(text: string, value: unknown): JsonFault | null {
  const walk = new JsonScan(text.includes('\\'));
  const fault = walk.scan(value, 0);
  if (fault) return fault;
  return countMembers(text) === walk.members
    ? null
    : { path: pathOfDuplicate(text), detail: 'is there more than once' };
}

class JsonScan {
  members = 0;

  constructor(private readonly readsTexts: boolean) {}

  scan(value: unknown, depth: number): JsonFault | null {
    if (typeof value === 'string') return this.readsTexts ? findTextFault(value) : null;
    if (typeof value !== 'object' || value === null) return null;
    if (depth === maxDepth) return { path: '', detail: `is nested deeper than ${maxDepth} levels` };
    return Array.isArray(value) ? this.scanList(value, depth + 1) : this.scanObject(value, depth + 1);
  }

  private scanList(list: readonly unknown[], depth: number): JsonFault | null {
    for (let index = 0; index < list.length; index += 1) {
      const fault = this.scan(list[index], depth);
      if (fault) return { ...fault, path: `/${index}${fault.path}` };
    }
    return null;
  }

  private scanObject(object: object, depth: number): JsonFault | null {
    for (const key in object) {
      this.members += 1;
      if (key in Object.prototype) return { path: pathTo(key), detail: 'is not a known field' };
      if (this.readsTexts && findTextFault(key)) return { path: '', detail: 'has a key that is not a text' };
      const fault = this.scan((object as Record<string, unknown>)[key], depth);
      if (fault) return { ...fault, path: pathTo(key, fault.path) };
    }
    return null;
  }
}

function findTextFault(text: string): JsonFault | null {
  if (text.includes('\u0000')) return { path: '', detail: 'must not hold the character NUL' };
  return isWellFormed(text) ? null : { path: '', detail: 'must not hold an unpaired surrogate' };
}

/** Counts the members of all objects: each colon outside a string is one. */
function countMembers(text: string): number {
  let members = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === colon) members += 1;
    else if (unit === quote) at = endOfText(text, at);
  }
  return members;
}

function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (text.charCodeAt(end - 1) === backslash && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
}

function pathOfDuplicate(text: string): string {
  const open: { keys: Set<string> | null; step: string }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    const here = open.at(-1);
    if (unit === '{') open.push({ keys: new Set(), step: '' });
    else if (unit === '[') open.push({ keys: null, step: '0' });
    else if (unit === '}' || unit === ']') open.pop();
    else if (unit === ',' && here && !here.keys) here.step = String(Number(here.step) + 1);
    else if (unit === '"') {
      const end = endOfText(text, at);
      const key = /^\s*:/.test(text.slice(end + 1, end + 1 + 200))
        ? (JSON.parse(text.slice(at, end + 1)) as string)
        : null;
      at = end;
      if (key === null || !here?.keys) continue;
      here.step = key;
      if (here.keys.has(key)) return open.reduceRight((path, { step }) => pathTo(step, path), '');
      here.keys.add(key);
    }
  }
  return '';
}

/** Prepends a step to a path. The path ends above a key that is too long to be a field name. */
function pathTo(key: string, below = ''): string {
  return key.length > maxKeyLength ? '' : `/${pointerStep(key)}${below}`;
}
