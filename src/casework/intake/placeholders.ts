import type { PartialBody } from '../../platform/http/body-checks.js';
import { completeFile, completeIdentifier, completePerson, itemsOf } from '../identifiers/placeholders.js';
import type { LogComplaint } from './intake.request.js';

/**
 * Completes a tip with placeholders for its faulty fields. No rule rejects a placeholder, and the other fields keep their
 * positions and are checked.
 */
export function completeTip(body: PartialBody, now: Date): LogComplaint {
  const { receivedAt = now.toISOString(), jurisdiction = { state: 'NE' }, narrative = '' } = body;
  return {
    ...body,
    ...{ receivedAt, jurisdiction, narrative },
    persons: itemsOf(body['persons']).map(completePerson),
    identifiers: itemsOf(body['identifiers']).map(completeIdentifier),
    files: itemsOf(body['files']).map(completeFile),
  } as unknown as LogComplaint;
}
