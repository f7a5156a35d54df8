import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../../casework/complaints/complaint-reference.view.js';
import type { InquiryWay } from './deconfliction.enums.js';
import type { VictimInquiry } from './victim-inquiry.entity.js';

/**
 * An inquiry by a unit of the task force about an identifier of a victim of this complaint. The unit received the same
 * answer as for an unknown identifier.
 */
export class VictimInquiryView {
  readonly id!: string;
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** The complaint that holds the identifier. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** The identifier, of that complaint. */
  readonly identifierId!: string;
  readonly source!: InquiryWay;
  /** The agency that asked. */
  readonly askingAgencyId!: string;
  readonly askingAgency!: AgencyName;
  /**
   * The account that asked.
   * @format uuid
   */
  readonly askedBy!: string;
  readonly askedByPerson!: PersonView;
  /** Time of the inquiry. */
  readonly askedAt!: Date;
}

/** A page of inquiries. */
export class VictimInquiryPage {
  readonly items!: VictimInquiryView[];
  readonly nextCursor!: string | null;
}

export function toVictimInquiryView(inquiry: VictimInquiry): VictimInquiryView {
  const { id, taskForceId, complaintId, identifierId, via, askingAgencyId, askedBy, askedAt } = inquiry;
  return {
    id,
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    complaintId,
    complaint: nameComplaint(complaintId),
    identifierId,
    source: via,
    askingAgencyId,
    askingAgency: nameAgency(askingAgencyId),
    askedBy,
    askedByPerson: namePerson(askedBy),
    askedAt,
  };
}
