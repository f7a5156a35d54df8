import { resolveActingAgency } from '../../access/acting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { newId } from '../../platform/ids/new-id.js';
import { InputFaults, requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Complaint } from './complaint.entity.js';
import type { ReceiveComplaint } from './complaint.request.js';
import { computeIntakeDigest, type SourceFields } from './intake-digest.js';
import { requireNotAfterReceipt } from './report-to-ncmec.js';

/** Fields that intake sets. Later steps or Postgres set the others. */
export type Intake = SourceFields &
  Pick<
    Complaint,
    'id' | 'taskForceId' | 'agencyId' | 'state' | 'intakeDigest' | 'loggedAt' | 'firstUse' | 'firstUseAt'
  >;

/** Tip from a request, or from a report that also has the first use of an account. */
export type ReceivedTip = ReceiveComplaint & Partial<Pick<Complaint, 'firstUse' | 'firstUseAt'>>;

/** Validates a tip before any write. `particularsDigest` identifies its persons, identifiers and files, so that a repeat is recognized. */
export function prepareIntake(
  actor: Pick<Actor, 'seat'>,
  tip: ReceivedTip,
  particularsDigest: Buffer | null,
  now: Date,
): Intake {
  const { source, jurisdiction, narrative } = tip;
  const receivedAt = new Date(tip.receivedAt);
  const incidentAt = tip.incidentAt == null ? null : new Date(tip.incidentAt);
  const reportedToNcmecAt = tip.reportedToNcmecAt == null ? null : new Date(tip.reportedToNcmecAt);
  const faults = new InputFaults();
  faults.check(() => {
    requireNotFuture('/receivedAt', receivedAt, now);
  });
  faults.check(() => {
    if (incidentAt && incidentAt > receivedAt)
      throw InvalidInput.forPath('/incidentAt', 'must not be after the receipt');
  });
  faults.check(() => {
    if (reportedToNcmecAt) requireNotAfterReceipt(reportedToNcmecAt, receivedAt);
  });
  const fields = {
    source,
    externalReference: tip.externalReference ?? null,
    type: tip.type ?? null,
    mode: tip.mode ?? null,
    receivedAt,
    incidentAt,
    jurisdictionState: jurisdiction.state,
    jurisdictionCounty: jurisdiction.county ?? null,
    jurisdictionCity: jurisdiction.city ?? null,
    narrative,
    reportedToNcmecAt,
  };
  const owner = faults.requireNone(faults.check(() => resolveActingAgency(actor, tip.agencyId)));
  const digest = computeIntakeDigest(fields, particularsDigest);
  const { firstUse = null, firstUseAt = null } = tip;
  const entered = { firstUse, firstUseAt, state: 'received', intakeDigest: digest, loggedAt: now } as const;
  return { id: newId(), ...owner, ...fields, ...entered };
}
