import { createHash } from 'node:crypto';
import type { Complaint } from './complaint.entity.js';

/** What the source said, and nothing that the tracker added. */
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

/** By this a tip sent again is known to be the same, whatever was made of it since. Whom it tells of is part of it, by a digest. */
export function intakeDigest(said: SaidByTheSource, particulars: Buffer | null): Buffer {
  const { source, externalReference, type, mode, receivedAt, incidentAt, narrative } = said;
  const { jurisdictionState, jurisdictionCounty, jurisdictionCity } = said;
  const place = [jurisdictionState, jurisdictionCounty, jurisdictionCity];
  const words = [source, externalReference, type, mode, receivedAt, incidentAt, ...place, narrative];
  // What was taken in before there was such a day is known by what it was taken in with.
  if (said.submittedOn !== null) words.push(said.submittedOn);
  if (particulars !== null) words.push(particulars.toString('hex'));
  return createHash('sha256').update(JSON.stringify(words)).digest();
}
