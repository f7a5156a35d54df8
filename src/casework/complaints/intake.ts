import { resolveActingAgency } from '../../access/acting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { newId } from '../../platform/ids/new-id.js';
import { InputFaults, requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { dayOf } from '../../platform/time/calendar.js';
import type { Complaint } from './complaint.entity.js';
import type { ReceiveComplaint } from './complaint.request.js';
import { computeIntakeDigest, type SourceFields } from './intake-digest.js';
import { requireClassOfCyberTip, requireNotAfterReceipt } from './report-to-ncmec.js';

/** Fields that intake sets. Later steps or Postgres set the others. */
export type Intake = SourceFields &
  Pick<
    Complaint,
    | 'id'
    | 'taskForceId'
    | 'agencyId'
    | 'agencyCaseNumber'
    | 'state'
    | 'intakeDigest'
    | 'loggedAt'
    | 'receivedPrecision'
    | 'incidentPrecision'
    | 'firstUse'
    | 'firstUseAt'
    | 'ncmecClass'
    | 'annotations'
  >;

/** Tip from a request, from a report that also has the first use of an account, or from a log with days alone. */
export type ReceivedTip = ReceiveComplaint &
  Partial<Pick<Complaint, 'firstUse' | 'firstUseAt'>> & { readonly daysAlone?: DaysAlone };

/** Fields of which only the day is known, and the zone of that day. Their times are its noon. */
export interface DaysAlone {
  readonly fields: readonly string[];
  readonly zone: string;
}

type TipTimes = Pick<Complaint, 'receivedAt' | 'incidentAt' | 'reportedToNcmecAt'>;

/** Validates a tip before any write. `particularsDigest` identifies its persons, identifiers and files, so that a repeat is recognized. */
export function prepareIntake(
  actor: Pick<Actor, 'seat'>,
  tip: ReceivedTip,
  particularsDigest: Buffer | null,
  now: Date,
): Intake {
  const { source, jurisdiction, narrative } = tip;
  const givenTimes = {
    receivedAt: new Date(tip.receivedAt),
    incidentAt: tip.incidentAt == null ? null : new Date(tip.incidentAt),
    reportedToNcmecAt: tip.reportedToNcmecAt == null ? null : new Date(tip.reportedToNcmecAt),
  };
  const { daysAlone, agencyCaseNumber = null } = tip;
  const times = daysAlone ? orderTimesOfDay(givenTimes, daysAlone, now) : givenTimes;
  const { receivedAt, incidentAt, reportedToNcmecAt } = times;
  const faults = new InputFaults();
  faults.check(() => {
    requireRightCentury(receivedAt);
    requireNotFuture('/receivedAt', receivedAt, now);
  });
  faults.check(() => {
    if (incidentAt && incidentAt > receivedAt)
      throw InvalidInput.forPath('/incidentAt', 'must not be after the receipt');
  });
  faults.check(() => {
    if (reportedToNcmecAt) requireNotAfterReceipt(reportedToNcmecAt, receivedAt);
  });
  const { firstUse = null, firstUseAt = null, ncmecClass = null, annotations = null } = tip;
  faults.check(() => {
    requireClassOfCyberTip(ncmecClass, source);
  });
  const fields = {
    source,
    externalReference: tip.externalReference ?? null,
    type: tip.type ?? null,
    mode: tip.mode ?? null,
    ...givenTimes,
    jurisdictionState: jurisdiction.state,
    jurisdictionCounty: jurisdiction.county ?? null,
    jurisdictionCity: jurisdiction.city ?? null,
    narrative,
  };
  const owner = faults.requireNone(faults.check(() => resolveActingAgency(actor, tip.agencyId)));
  const digest = computeIntakeDigest(fields, particularsDigest);
  const precisions = {
    receivedPrecision: daysAlone?.fields.includes('receivedAt') === true ? 'day' : null,
    incidentPrecision: daysAlone?.fields.includes('incidentAt') === true && incidentAt ? 'day' : null,
  } as const;
  const known = { agencyCaseNumber, ...precisions, firstUse, firstUseAt };
  // The class and the annotations are none of the fields that identify a tip, because a later report may change them.
  const stated = { ncmecClass, annotations: annotations === null ? null : [...annotations] };
  const entered = { ...known, ...stated, state: 'received', intakeDigest: digest, loggedAt: now } as const;
  return { id: newId(), ...owner, ...fields, ...times, ...entered };
}

const firstYearOfReceipt = 1970;

/** Rejects a receipt whose year has a mistyped century. No unit has such a record; an incident may be older. */
function requireRightCentury(receivedAt: Date): void {
  if (receivedAt.getUTCFullYear() < firstYearOfReceipt)
    throw InvalidInput.forPath(
      '/receivedAt',
      `must not be before ${firstYearOfReceipt}: enter the year with the right century`,
    );
}

/**
 * Moves the noon of a day alone where another time of the same day contradicts it: a receipt to the latest time before it, and
 * an incident to its receipt. The digest keeps noon, so that the same log is recognized on another day.
 */
function orderTimesOfDay(
  { receivedAt: given, incidentAt, reportedToNcmecAt }: TipTimes,
  { fields, zone }: DaysAlone,
  now: Date,
): TipTimes {
  const isLaterOnDay = (time: Date, other: Date): boolean => time > other && dayOf(time, zone) === dayOf(other, zone);
  const isIncidentDayOnly = fields.includes('incidentAt');
  let receivedAt = given;
  if (fields.includes('receivedAt')) {
    if (isLaterOnDay(receivedAt, now)) receivedAt = now;
    for (const earlier of [isIncidentDayOnly ? null : incidentAt, reportedToNcmecAt]) {
      if (earlier && isLaterOnDay(earlier, receivedAt)) receivedAt = earlier;
    }
  }
  const isMoved = isIncidentDayOnly && incidentAt !== null && isLaterOnDay(incidentAt, receivedAt);
  return { receivedAt, incidentAt: isMoved ? receivedAt : incidentAt, reportedToNcmecAt };
}
