import { createHash } from 'node:crypto';
import type { Complaint } from './complaint.entity.js';

/** Fields from the source, without those that the tracker added. */
export type SaidByTheSource = Pick<
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
  | 'submittedOn'
>;

/**
 * Returns a digest that recognizes the same tip when it is sent again, despite later changes. It includes the digest of
 * its persons and identifiers.
 */
export function intakeDigest(said: SaidByTheSource, particulars: Buffer | null): Buffer {
  const { source, externalReference, type, mode, receivedAt, incidentAt, narrative } = said;
  const { jurisdictionState, jurisdictionCounty, jurisdictionCity } = said;
  const place = [jurisdictionState, jurisdictionCounty, jurisdictionCity];
  const words = [source, externalReference, type, mode, receivedAt, incidentAt, ...place, narrative];
  // Complaints from before this field have a digest without it.
  if (said.submittedOn !== null) words.push(said.submittedOn);
  if (particulars !== null) words.push(particulars.toString('hex'));
  return createHash('sha256').update(JSON.stringify(words)).digest();
}
