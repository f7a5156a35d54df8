import type { PartialBody } from '../../platform/http/body-checks.js';
import type { LogComplaint } from './intake.request.js';

const validHash = 'a'.repeat(32);

/**
 * Returns a tip that stands for a body with faulty fields. A placeholder that no rule rejects replaces each, so that the
 * others keep their positions and are checked.
 */
export function withPlaceholders(body: PartialBody, now: Date): LogComplaint {
  const { receivedAt = now.toISOString(), jurisdiction = { state: 'NE' }, narrative = '' } = body;
  return {
    ...body,
    ...{ receivedAt, jurisdiction, narrative },
    persons: itemsOf(body['persons']).map(toPerson),
    identifiers: itemsOf(body['identifiers']).map(toIdentifier),
    files: itemsOf(body['files']).map(toFile),
  } as unknown as LogComplaint;
}

function toPerson(person: PartialBody): PartialBody {
  return {
    ...person,
    role: person['role'] ?? 'unknown',
    identifiers: itemsOf(person['identifiers']).map(toIdentifier),
  };
}

function toIdentifier(identifier: PartialBody): PartialBody {
  const isComplete = typeof identifier['kind'] === 'string' && typeof identifier['raw'] === 'string';
  return isComplete
    ? { ...identifier, role: identifier['role'] ?? 'unknown' }
    : { kind: 'other', role: 'unknown', raw: '-' };
}

function toFile(file: PartialBody): PartialBody {
  const hashes = itemsOf(file['hashes']).map((hash) =>
    typeof hash['value'] === 'string' ? hash : { value: validHash },
  );
  return { ...file, hashes };
}

/** Returns the items of a list, with an empty object for a faulty one. */
function itemsOf(list: unknown): readonly PartialBody[] {
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => (typeof item === 'object' && item !== null ? (item as PartialBody) : {}));
}
