import type { Complaint } from '../complaints/complaint.entity.js';
import { resolveDisclosureBasis } from '../disclosures/disclosure-basis.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { TransferBasis } from './transfers.enums.js';

/**
 * Returns the basis on which a complaint, or its content, goes to another agency. `own_agency` applies only within a
 * task force.
 */
export function resolveTransferBasis(
  { source }: Pick<Complaint, 'source'>,
  requestedBasis: TransferBasis | null | undefined,
  isToOtherTaskForce: boolean,
): TransferBasis {
  const field = '/disclosureBasis';
  if (requestedBasis === 'own_agency' && isToOtherTaskForce) {
    throw InvalidInput.forPath(field, 'is not a valid basis for an agency of another task force');
  }
  return resolveDisclosureBasis(source, requestedBasis, field) as TransferBasis;
}
