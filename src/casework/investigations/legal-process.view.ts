import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { mayUse } from '../../access/permissions.js';
import type { LegalProcessKind, LegalProcessOutcome, LegalProcessState } from './investigations.enums.js';
import type { LegalProcess } from './legal-process.entity.js';

/** Actions that the reader may take. */
export class LegalProcessMay {
  /** Whether the reader may correct the order. */
  readonly correct!: boolean;
  /** Whether the reader may record the service. */
  readonly serve!: boolean;
  /** Whether the reader may record the return or withdraw it. */
  readonly end!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** Legal process in a list, without its target. */
export class LegalProcessSummary {
  readonly id!: string;
  readonly version!: number;
  /** The complaint it was issued for. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** The investigation of its complaint; null without one. */
  readonly investigationId!: string | null;
  /** The agency that obtained it. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly kind!: LegalProcessKind;
  readonly state!: LegalProcessState;
  readonly issuedOn!: string;
  readonly expiresOn!: string | null;
  /** The day of service; null until then. Statistics count it on this day. */
  readonly servedOn!: string | null;
  readonly returnedOn!: string | null;
  readonly outcome!: LegalProcessOutcome | null;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
}

/** Legal process, with its target. */
export class LegalProcessView extends LegalProcessSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly authority!: string;
  readonly number!: string | null;
  readonly directedTo!: string;
  readonly itemsReceived!: number | null;
  /** The day of withdrawal; null if not withdrawn. */
  readonly withdrawnOn!: string | null;
  /** The reason for withdrawal; null if not withdrawn. */
  readonly withdrawalReason!: string | null;
  readonly voidReason!: string | null;
  /** @format uuid */
  readonly recordedBy!: string;
  readonly recordedByPerson!: PersonView;
  readonly recordedAt!: string;
  readonly may!: LegalProcessMay;
}

/** A page of legal process. */
export class LegalProcessPage {
  readonly items!: LegalProcessSummary[];
  readonly nextCursor!: string | null;
}

export interface LegalProcessRecord {
  readonly process: LegalProcess;
  readonly complaint: Complaint;
}

export function toLegalProcessSummary(process: LegalProcess): LegalProcessSummary {
  const { id, version, complaintId, investigationId, agencyId, kind, state } = process;
  const { issuedOn, expiresOn, servedOn, returnedOn, outcome, voidedAt } = process;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    investigationId,
    agencyId,
    agency: nameAgency(agencyId),
    kind,
    state,
    issuedOn,
    expiresOn,
    servedOn,
    returnedOn,
    outcome,
    voidedAt: voidedAt?.toISOString() ?? null,
  };
}

export function toLegalProcessView({ process, complaint }: LegalProcessRecord, actor: Actor): LegalProcessView {
  const { taskForceId, authority, number, directedTo, itemsReceived, withdrawnOn, withdrawalReason } = process;
  const { voidReason, recordedBy, recordedAt, isOutstanding, state, voidedAt } = process;
  const work = mayUse(actor, 'investigations:work') && complaintPolicy.work(actor, complaint);
  return extendView(toLegalProcessSummary(process), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    authority,
    number,
    directedTo,
    itemsReceived,
    withdrawnOn,
    withdrawalReason,
    voidReason,
    recordedBy,
    recordedByPerson: namePerson(recordedBy),
    recordedAt: recordedAt.toISOString(),
    may: {
      correct: work && voidedAt === null,
      serve: work && isOutstanding && state === 'issued',
      end: work && isOutstanding,
      void: work && voidedAt === null,
    },
  });
}
