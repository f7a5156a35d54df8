import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Disclosure } from './disclosure.entity.js';
import type { DisclosureBasis, DisclosureKind } from './disclosures.enums.js';

/** Disclosure of a complaint's content outside its agency. */
export class DisclosureView {
  readonly id!: string;
  /** Complaint of the disclosed information. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  readonly kind!: DisclosureKind;
  /**
   * Name of the recipient at that time.
   * @example Omaha Police Department
   */
  readonly recipient!: string;
  /** Recipient's agency, if it is registered in the tracker. */
  readonly recipientAgencyId!: string | null;
  /** Recipient's agency, if it is registered in the tracker, with its name. */
  readonly recipientAgency!: AgencyName | null;
  readonly basis!: DisclosureBasis;
  readonly purpose!: string;
  /** Transfer, share or packet of the disclosure; null for a manual entry. */
  readonly recordId!: string | null;
  /**
   * Account that disclosed it.
   * @format uuid
   */
  readonly disclosedBy!: string;
  readonly disclosedByPerson!: PersonView;
  readonly disclosedAt!: string;
  /** Time at which it was recorded. */
  readonly enteredAt!: string;
}

/** Page of the disclosure log. */
export class DisclosurePage {
  readonly items!: DisclosureView[];
  readonly nextCursor!: string | null;
}

export function toDisclosureView(disclosure: Disclosure): DisclosureView {
  const { id, complaintId, what, recipient, recipientAgencyId, basis, purpose, recordId, disclosedBy } = disclosure;
  return {
    id,
    complaintId,
    complaint: nameComplaint(complaintId),
    kind: what,
    recipient,
    recipientAgencyId,
    recipientAgency: nameAgency(recipientAgencyId),
    basis,
    purpose,
    recordId,
    disclosedBy,
    disclosedByPerson: namePerson(disclosedBy),
    disclosedAt: disclosure.disclosedAt.toISOString(),
    enteredAt: disclosure.enteredAt.toISOString(),
  };
}
