import type { PartialBody } from '../../platform/http/body-checks.js';
import type { LooseIdentifier } from './identifier.request.js';
import type { FileInput, KnownPerson } from './reported.request.js';

const validHash = 'a'.repeat(32);

/** Completes a reported person with placeholders for its faulty fields. */
export function completePerson(person: PartialBody): KnownPerson {
  return {
    ...person,
    role: person['role'] ?? 'unknown',
    identifiers: itemsOf(person['identifiers']).map(completeIdentifier),
  } as unknown as KnownPerson;
}

/** Completes an identifier with placeholders for its faulty fields. */
export function completeIdentifier(identifier: PartialBody): LooseIdentifier {
  const isComplete = typeof identifier['kind'] === 'string' && typeof identifier['raw'] === 'string';
  return (
    isComplete ? { ...identifier, role: identifier['role'] ?? 'unknown' } : { kind: 'other', role: 'unknown', raw: '-' }
  ) as LooseIdentifier;
}

/** Completes a reported file with placeholders for its faulty fields. */
export function completeFile(file: PartialBody): FileInput {
  const hashes = itemsOf(file['hashes']).map((hash) =>
    typeof hash['value'] === 'string' ? hash : { value: validHash },
  );
  return { ...file, hashes, identifiers: itemsOf(file['identifiers']).map(completeIdentifier) } as unknown as FileInput;
}

/** Returns the items of a list, with an empty object for a faulty one. */
export function itemsOf(list: unknown): readonly PartialBody[] {
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => (typeof item === 'object' && item !== null ? (item as PartialBody) : {}));
}
