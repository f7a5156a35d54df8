import { InvalidInput } from '../../platform/http/problems.js';
import { normalizeWord } from './codes.js';
import { requireFields } from './column-mapping.js';
import type { Fields } from './field.js';
import type { ConstantRule, ReadingRules } from './import-rules.js';

/** Fields and rules by which the cells of a file are parsed. */
export interface CellReading {
  readonly fields: Fields;
  readonly zone: string;
  /** Names of the columns in the file. */
  readonly headings: readonly string[];
  readonly constants: readonly ConstantRule[];
  /** Values by field and normalized word. */
  readonly translations: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Validates the rules of an import against the fields of its kind (422). */
export function requireReadingRules({ mapping, constants, translations }: ReadingRules, fields: Fields): void {
  requireFields(mapping, fields);
  const requireOnce = (pointer: string, keys: readonly string[], detail: string): void => {
    const second = keys.findIndex((key, index) => keys.indexOf(key) !== index);
    if (second >= 0) throw InvalidInput.forPath(`${pointer}/${second}`, detail);
  };
  const requireValue = (pointer: string, { field, value }: ConstantRule): void => {
    const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (known === undefined) throw InvalidInput.forPath(`${pointer}/field`, 'is not a field of these records');
    const parsed = known.parse(value, 'UTC');
    if ('fault' in parsed) throw InvalidInput.forPath(`${pointer}/value`, parsed.fault);
  };
  for (const [n, rule] of constants.entries()) requireValue(`/constants/${n}`, rule);
  for (const [n, rule] of translations.entries()) requireValue(`/translations/${n}`, rule);
  requireOnce(
    '/constants',
    constants.map(({ field }) => field),
    'is a second constant for this field',
  );
  requireOnce(
    '/translations',
    translations.map(({ field, cell }) => `${field} ${normalizeWord(cell)}`),
    'is a second value for this word',
  );
}

/** Prepares the rules for the rows of a file. */
export function prepareReading(
  fields: Fields,
  headings: readonly string[],
  { constants, translations }: Pick<ReadingRules, 'constants' | 'translations'>,
  zone: string,
): CellReading {
  const byField = new Map<string, Map<string, string>>();
  for (const { field, cell, value } of translations) {
    const words = byField.get(field) ?? new Map<string, string>();
    byField.set(field, words.set(normalizeWord(cell), value));
  }
  return { fields, zone, headings, constants, translations: byField };
}
