import type { ComplaintSource } from '../complaints/complaints.enums.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { isTipContent, type DisclosureBasis } from './disclosures.enums.js';

/** Returns the given basis. Content of a provider's report requires one of the seven bases of 18 U.S.C. 2258A(g). */
export function resolveDisclosureBasis(
  source: ComplaintSource,
  requestedBasis: DisclosureBasis | null | undefined,
  field: string,
): DisclosureBasis {
  const basis = requestedBasis ?? 'not_tip_content';
  if (basis === 'not_tip_content' && isTipContent(source)) {
    throw InvalidInput.forPath(
      field,
      'must be one of the seven grounds of 18 U.S.C. 2258A(g), because a provider reported the complaint',
    );
  }
  return basis;
}
