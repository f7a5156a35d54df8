import { Filter } from 'scimmy/types';
import { normalizeText } from '../../platform/validation/text.js';
import { InvalidScimRequest } from './provisioning.errors.js';
import { convertErrors, isJsonObject } from './scim-user.js';

export type FilteredField = 'id' | 'userName' | 'externalId' | 'email' | 'isActive';

/** Condition of a filter: a field equals a value. */
export interface FilterCondition {
  readonly field: FilteredField;
  readonly value: string | boolean;
}

const maxFilterLength = 1000;
/** Parts that the library expands into more alternatives than it ever finishes, and a text without an end. */
const alternatives = /[()"]|\b(?:or|not)\b/i;
/** Schema of a user before the name of an attribute, which it does not change. */
const qualifier = /(?<![\w:"])urn:ietf:params:scim:schemas:core:2\.0:User:/gi;
const fields: Readonly<Record<string, FilteredField>> = {
  id: 'id',
  username: 'userName',
  externalid: 'externalId',
  emails: 'email',
  active: 'isActive',
};

/** Parses a filter: comparisons for equality, joined by `and`. Anything else is an `invalidFilter` (RFC 7644, 3.4.2.2). */
export function parseFilter(text: string): readonly FilterCondition[] {
  // The library ends a text at each quotation mark, also at one after a backslash, and takes too long for a text without an end.
  const unquoted = text.replaceAll(/"[^"]*"/g, ' ');
  if (text.length > maxFilterLength || alternatives.test(unquoted) || unquoted.split('[').length > 2)
    throw invalidFilter();
  const plain = text.replaceAll(qualifier, '');
  const branches = convertErrors((): readonly unknown[] => Array.from<unknown>(new Filter(plain)), 'invalidFilter');
  const [branch] = branches;
  if (branches.length !== 1 || !isJsonObject(branch)) throw invalidFilter();
  return Object.entries(branch).map(([name, expression]) => toCondition(name, expression));
}

function toCondition(name: string, expression: unknown): FilterCondition {
  const field = Object.hasOwn(fields, name.toLowerCase()) ? fields[name.toLowerCase()] : undefined;
  if (field === undefined) throw invalidFilter();
  const value = field === 'email' && isJsonObject(expression) ? emailOf(expression) : equalTo(expression);
  if (field !== 'isActive') return { field, value: textOf(value) };
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word !== true && word !== false && word !== 'true' && word !== 'false') throw invalidFilter();
  return { field, value: word === true || word === 'true' };
}

/** Returns the address of `emails.value eq` or `emails[type eq "work"].value eq`. Every address that is kept is of work. */
function emailOf(expression: Readonly<Record<string, unknown>>): unknown {
  const { value, type, ...others } = expression;
  const isOfWork = type === undefined || textOf(equalTo(type)).toLowerCase() === 'work';
  if (!isOfWork || Object.keys(others).length > 0) throw invalidFilter();
  return equalTo(value);
}

function equalTo(expression: unknown): unknown {
  const [comparator, value, ...others] = Array.isArray(expression) ? (expression as unknown[]) : [];
  if (comparator !== 'eq' || others.length > 0) throw invalidFilter();
  return value;
}

/** Returns the text of a value, in which JSON escapes some characters, in the normal form of stored texts. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') throw invalidFilter();
  try {
    return normalizeText(JSON.parse(`"${value}"`) as string);
  } catch {
    throw invalidFilter();
  }
}

function invalidFilter(): InvalidScimRequest {
  return new InvalidScimRequest(
    'invalidFilter',
    'The filter compares userName, externalId, emails.value, id or active by eq, joined by and.',
  );
}
