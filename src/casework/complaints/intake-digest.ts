import { createHash } from 'node:crypto';
import type { Complaint } from './complaint.entity.js';

/** Fields from the source, without those that the tracker added. */
export type SourceFields = Pick<
  Complaint,
  | 'source'
  | 'externalReference'
  | 'type'
  | 'mode'
  | 'receivedAt'
  | 'incidentAt'
  | 'jurisdictionState'
  | 'jurisdictionCounty'
  | 'jurisdictionCity'
  | 'narrative'
  | 'reportedToNcmecAt'
>;

/**
 * Returns a digest that recognizes the same tip when it is sent again, despite later changes. It includes the digest of
 * its persons and identifiers.
 */
export function computeIntakeDigest(fields: SourceFields, particularsDigest: Buffer | null): Buffer {
  const { source, externalReference, type, mode, receivedAt, incidentAt, narrative } = fields;
  const { jurisdictionState, jurisdictionCounty, jurisdictionCity } = fields;
  const jurisdiction = [jurisdictionState, jurisdictionCounty, jurisdictionCity];
  const parts = [source, externalReference, type, mode, receivedAt, incidentAt, ...jurisdiction, narrative];
  // Complaints from before this field have a digest without it.
  if (fields.reportedToNcmecAt !== null) parts.push(fields.reportedToNcmecAt);
  if (particularsDigest !== null) parts.push(particularsDigest.toString('hex'));
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
