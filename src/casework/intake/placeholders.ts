import type { PartialBody } from '../../platform/http/body-checks.js';
import { itemsOf, toFile, toIdentifier, toPerson } from '../identifiers/placeholders.js';
import type { LogComplaint } from './intake.request.js';

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
