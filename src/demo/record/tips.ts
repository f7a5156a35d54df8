import type { ComplaintSource } from '../../casework/complaints/complaints.words.js';
import { addDays, dayOf, type Day } from '../../platform/time/calendar.js';
import type { Chance } from '../chance.js';
import { idOf } from '../ids.js';
import { endOfDay, instantOfDay, startOfDay } from '../local-days.js';
import { operation } from '../published.js';
import type { Unit } from './agencies.js';
import { narrativeOf } from './narratives.js';
import type { Classified, Share } from './shares.js';

/** Complaint as received. */
export interface Tip {
  readonly id: string;
  readonly owner: Unit;
  readonly classified: Classified;
  readonly source: ComplaintSource;
  readonly externalReference: string | null;
  readonly receivedAt: Date;
  readonly receivedOn: Day;
  readonly incidentAt: Date | null;
  readonly county: string;
  readonly city: string | null;
  readonly narrative: string;
}

const sources = {
  proactive: [
    ['observation', 55],
    ['public_source', 25],
    ['subject_interview', 12],
    ['other_agency', 8],
  ],
  reactive: [
    ['ncmec_cybertip', 78],
    ['service_provider', 6],
    ['public_complaint', 9],
    ['other_agency', 7],
  ],
} as const;

/** Days of the operation with weights; working days have twice the weight of others. */
const days: readonly (readonly [Day, number])[] = daysOf(operation.startsOn, operation.endsOn).map((day) => [
  day,
  [0, 6].includes(new Date(day).getUTCDay()) ? 5 : 10,
]);

/**
 * Returns the complaints of a task force in order of receipt. Some fall exactly on the limits of the operation and of a
 * month.
 */
export function tipsOf({ taskForce, place, complaints }: Share, units: readonly Unit[], chance: Chance): Tip[] {
  const { code, zone } = taskForce;
  const edges = [
    startOfDay(operation.startsOn, zone),
    endOfDay('2018-03-31', zone),
    startOfDay('2018-04-01', zone),
    endOfDay(operation.endsOn, zone),
  ];
  const instants = complaints.map((_, number) => {
    const share = (chance.share() + chance.share()) / 2;
    return edges[number] ?? instantOfDay(chance.weighted(days), zone, share);
  });
  instants.sort((one, other) => one.getTime() - other.getTime());
  const owners = ownersAmong(units);
  return complaints.map((classified, number) => {
    const receivedAt = instants[number] ?? startOfDay(operation.startsOn, zone);
    const owner = chance.weighted(owners);
    const source = chance.weighted<ComplaintSource>(sources[classified?.[1] ?? 'reactive']);
    const where = chance.oneOf(units);
    return {
      id: idOf('complaint', code, number),
      owner,
      classified,
      source,
      externalReference: externalReferenceOf(source, place, number),
      receivedAt,
      receivedOn: dayOf(receivedAt, zone),
      incidentAt: chance.happens(0.8) ? new Date(receivedAt.getTime() - chance.whole(600, 3_000_000) * 1_000) : null,
      county: where.county.replace(/ (County|Parish|Borough)$/, ''),
      city: chance.happens(0.7) ? where.town : null,
      narrative: narrativeOf(chance, classified, where),
    };
  });
}

/**
 * Returns the owning agencies with weights. The lead gets two in five, and the first three affiliates get more than the
 * others. Agencies without an ORI get none.
 */
function ownersAmong(units: readonly Unit[]): (readonly [Unit, number])[] {
  const takers = units.filter(({ ori }) => ori !== null);
  return takers.map((unit, number) => {
    if (number === 0) return [unit, 40];
    return [unit, number <= 3 ? 8 : 36 / Math.max(1, takers.length - 4)];
  });
}

/** Returns a unique number in the form of its source. */
function externalReferenceOf(source: ComplaintSource, place: number, number: number): string | null {
  const serial = (place + 1) * 10_000 + number;
  if (source === 'ncmec_cybertip') return String(900_000_000 + serial);
  return source === 'service_provider' ? `EXAMPLE-${serial}` : null;
}

function daysOf(first: Day, last: Day): Day[] {
  const all: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) all.push(day);
  return all;
}
