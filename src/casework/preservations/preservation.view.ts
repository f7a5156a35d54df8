import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import type { Day } from '../../platform/time/calendar.js';
import { extendView } from '../../platform/http/extend-view.js';
import type { Preservation } from './preservation.entity.js';

/** Actions that the reader may take. */
export class PreservationMay {
  /** Whether the reader may record its renewal. */
  readonly renew!: boolean;
  /** Whether the reader may record the release of the provider. */
  readonly release!: boolean;
}

/** Preservation request in a list, without the account, which identifies a person. */
export class PreservationSummary {
  readonly id!: string;
  readonly version!: number;
  /** Complaint of the request. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  readonly provider!: string;
  readonly requestedOn!: string;
  /** Day of the renewal; null if there was none. */
  readonly renewedOn!: string | null;
  /** Last day on which the provider has to preserve. */
  readonly expiresOn!: string;
  /** Time at which the provider was released; null if it was not. */
  readonly releasedAt!: string | null;
}

/** Preservation request with all its fields. */
export class PreservationView extends PreservationSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly account!: string;
  /** Reason of the release; null if there was none. */
  readonly releaseReason!: string | null;
  /**
   * Account that recorded it.
   * @format uuid
   */
  readonly recordedBy!: string;
  readonly recordedByPerson!: PersonView;
  readonly recordedAt!: string;
  readonly may!: PreservationMay;
}

/** Page of a list of preservation requests. */
export class PreservationPage {
  readonly items!: PreservationSummary[];
  readonly nextCursor!: string | null;
}

/** Preservation request with its complaint, on the day it is read. */
export interface PreservationRecord {
  readonly preservation: Preservation;
  readonly complaint: Complaint;
  readonly today: Day;
}

export function toPreservationSummary(preservation: Preservation): PreservationSummary {
  const { id, version, complaintId, provider, requestedOn, renewedOn, expiresOn, releasedAt } = preservation;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    provider,
    requestedOn,
    renewedOn,
    expiresOn,
    releasedAt: releasedAt?.toISOString() ?? null,
  };
}

export function toPreservationView(
  { preservation, complaint, today }: PreservationRecord,
  actor: Actor,
): PreservationView {
  const { taskForceId, account, releaseReason, recordedBy, recordedAt } = preservation;
  const works = mayUse(actor, 'complaints:work') && complaintPolicy.work(actor, complaint) && !complaint.isExpunged;
  return extendView(toPreservationSummary(preservation), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    account,
    releaseReason,
    recordedBy,
    recordedByPerson: namePerson(recordedBy),
    recordedAt: recordedAt.toISOString(),
    may: {
      renew: works && preservation.canBeRenewed(today),
      release: works && preservation.releasedAt === null,
    },
  });
}
