import { hoursUntilDue, type ComplaintState, type Priority } from '../../casework/complaints/complaints.enums.js';
import { addDays, dayOf, type Day } from '../../platform/time/calendar.js';
import { deriveId } from '../ids.js';
import { instantOfDay, startOfDay } from '../local-days.js';
import type { Random } from '../random.js';
import { investigatorOf, type CaseloadPeople } from './caseload-people.js';
import type { DemoAgency } from '../record/agencies.js';
import { addSeconds } from '../record/courses.js';
import { createNarrative } from '../record/narratives.js';
import type { TypeAndMode } from '../record/shares.js';
import type { Tip } from '../record/tips.js';

export interface CaseloadCase {
  readonly tip: Tip;
  readonly state: ComplaintState;
  readonly stateBefore: ComplaintState | null;
  readonly stateSince: Date;
  readonly loggedAt: Date;
  readonly triagedAt: Date | null;
  readonly priority: Priority | null;
  readonly work: { readonly unit: DemoAgency; readonly investigatorId: string; readonly assignedAt: Date } | null;
  readonly dueAt: Date | null;
}

export interface CaseloadPlace {
  readonly code: string;
  readonly index: number;
  readonly zone: string;
  readonly today: Day;
  readonly units: readonly DemoAgency[];
  readonly people: CaseloadPeople;
}

const hour = 3600;
const day = 24 * hour;
const oldestDays = 30;

const states: readonly (readonly [ComplaintState, number])[] = [
  ['closed', 6],
  ['prosecuted', 1],
  ['referred_for_prosecution', 2],
  ['merged', 1],
  ['reopened', 2],
  ['under_investigation', 9],
  ['on_hold', 3],
  ['assigned', 12],
  ['transfer_pending', 1],
  ['triaged', 7],
  ['in_triage', 4],
  ['received', 12],
];

const statesBefore: Partial<Record<ComplaintState, ComplaintState>> = {
  merged: 'triaged',
  on_hold: 'under_investigation',
  transfer_pending: 'triaged',
};

const withoutTriage: readonly ComplaintState[] = ['received', 'in_triage'];
const withoutWork: readonly ComplaintState[] = [...withoutTriage, 'triaged', 'transfer_pending', 'merged'];

const classes: readonly (readonly [NonNullable<TypeAndMode>, number])[] = [
  [['csam_distribution', 'reactive'], 30],
  [['csam_possession', 'reactive'], 20],
  [['enticement', 'reactive'], 18],
  [['sextortion', 'reactive'], 14],
  [['enticement', 'proactive'], 8],
  [['traveler', 'proactive'], 4],
  [['obscenity_directed_to_minors', 'reactive'], 6],
];

/** Returns the complaints of the last thirty days in all states, in order of receipt. */
export function createCaseloadCases(place: CaseloadPlace, random: Random): CaseloadCase[] {
  const all = states.flatMap(([state, number]) => Array.from({ length: number }, () => state));
  const receipts = all.map((_, number) => {
    const daysAgo = Math.max(0, oldestDays - Math.floor((number * (oldestDays + 1)) / all.length));
    return receiptOf(place, daysAgo, number, random);
  });
  receipts.sort((one, other) => one.getTime() - other.getTime());
  return all.map((state, number) => createCaseloadCase(place, state, number, receipts[number] as Date, random));
}

/** Returns the time of receipt. Those of today arrived in its first seconds, so that none is in the future. */
function receiptOf({ today, zone }: CaseloadPlace, daysAgo: number, number: number, random: Random): Date {
  const start = startOfDay(today, zone);
  if (daysAgo === 0) return addSeconds(start, number % 60);
  const share = (number % 2) * 0.5 + random.fraction() * 0.4;
  return instantOfDay(addDays(today, -daysAgo), zone, share);
}

function createCaseloadCase(
  place: CaseloadPlace,
  state: ComplaintState,
  number: number,
  receivedAt: Date,
  random: Random,
): CaseloadCase {
  const { code, index, today, zone, units, people } = place;
  const isTriaged = !withoutTriage.includes(state);
  const isWorked = !withoutWork.includes(state);
  const owner = units[number % 3 === 0 ? 0 : 1] as DemoAgency;
  const location = random.pick(units);
  const isTip = state !== 'closed' && number % 4 !== 3;
  const isUnread = !isTriaged && isTip;
  const classified = isUnread ? null : random.pickWeighted(classes);
  const priority = isTriaged ? pickPriority(number, random) : null;
  // Every step is before today, so that the same day gives the same caseload.
  const latest = startOfDay(today, zone);
  const before = (instant: Date): Date =>
    instant < latest ? instant : new Date(Math.max(receivedAt.getTime(), latest.getTime() - 1));
  const loggedAt = before(addSeconds(receivedAt, random.integer(60, hour)));
  const triagedAt = isTriaged ? before(addSeconds(loggedAt, random.integer(hour, day))) : null;
  const assignedAt = triagedAt && isWorked ? before(addSeconds(triagedAt, random.integer(hour, day))) : null;
  const unit = units[random.pick([0, 1, 1, 1, 2])] as DemoAgency;
  const work = assignedAt && { unit, investigatorId: investigatorOf(people, unit.id), assignedAt };
  const lastStep = assignedAt ?? triagedAt ?? loggedAt;
  const isLater = isWorked && state !== 'assigned';
  return {
    tip: {
      id: deriveId('caseload-complaint', code, number),
      owner,
      classified,
      source: isTip ? 'ncmec_cybertip' : random.pick(['public_complaint', 'other_agency'] as const),
      externalReference: isTip ? String(980_000_000 + index * 1000 + number) : null,
      receivedAt,
      receivedOn: dayOf(receivedAt, zone),
      incidentAt: random.happens(0.8) ? addSeconds(receivedAt, -random.integer(hour, 20 * day)) : null,
      county: location.jurisdiction,
      city: random.happens(0.7) ? location.town : null,
      narrative: createNarrative(random, classified, location),
    },
    state,
    stateBefore: statesBefore[state] ?? null,
    stateSince: isLater ? before(addSeconds(lastStep, random.integer(hour, 2 * day))) : lastStep,
    loggedAt,
    triagedAt,
    priority,
    work,
    dueAt: assignedAt && priority && addSeconds(assignedAt, hoursUntilDue[priority] * hour),
  };
}

/** Most complaints have weeks until they are due, and a few are urgent. */
function pickPriority(number: number, random: Random): Priority {
  return number % 10 === 0
    ? 1
    : random.pickWeighted<Priority>([
        [2, 1],
        [3, 3],
        [4, 6],
      ]);
}
