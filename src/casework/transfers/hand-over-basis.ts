import type { Complaint } from '../complaints/complaint.entity.js';
import { basisFor } from '../disclosures/disclosure-basis.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { HandOverBasis } from './hand-over.words.js';

/**
 * Returns the basis on which a complaint, or its content, goes to another agency. `own_agency` applies only within a
 * task force.
 */
export function handOverBasis(
  { source }: Pick<Complaint, 'source'>,
  given: HandOverBasis | null | undefined,
  isBeyond: boolean,
): HandOverBasis {
  const field = '/disclosureBasis';
  if (given === 'own_agency' && isBeyond) {
    throw InvalidInput.at(field, 'is not a valid basis for an agency of another task force');
  }
  return basisFor(source, given, field) as HandOverBasis;
}
