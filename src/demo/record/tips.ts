import type { ComplaintSource } from '../../casework/complaints/complaints.enums.js';
import { addDays, dayOf, type Day } from '../../platform/time/calendar.js';
import type { Random } from '../random.js';
import { deriveId } from '../ids.js';
import { endOfDay, instantOfDay, startOfDay } from '../local-days.js';
import { operation } from '../published-figures.js';
import type { DemoAgency } from './agencies.js';
import { createNarrative } from './narratives.js';
import type { TypeAndMode, Share } from './shares.js';

export interface Tip {
  readonly id: string;
  readonly owner: DemoAgency;
  readonly classified: TypeAndMode;
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
const days: readonly (readonly [Day, number])[] = listDays(operation.startsOn, operation.endsOn).map((day) => [
  day,
  [0, 6].includes(new Date(day).getUTCDay()) ? 5 : 10,
]);

/**
 * Returns the complaints of a task force in order of receipt. Some fall exactly on the limits of the operation and of a
 * month.
 */
export function createTips(
  { taskForce, place: taskForceIndex, complaints }: Share,
  units: readonly DemoAgency[],
  random: Random,
): Tip[] {
  const { code, zone } = taskForce;
  const edges = [
    startOfDay(operation.startsOn, zone),
    endOfDay('2018-03-31', zone),
    startOfDay('2018-04-01', zone),
    endOfDay(operation.endsOn, zone),
  ];
  const instants = complaints.map((_, number) => {
    const share = (random.fraction() + random.fraction()) / 2;
    return edges[number] ?? instantOfDay(random.pickWeighted(days), zone, share);
  });
  instants.sort((one, other) => one.getTime() - other.getTime());
  const owners = weightOwners(units);
  return complaints.map((classified, number) => {
    const receivedAt = instants[number] ?? startOfDay(operation.startsOn, zone);
    const owner = random.pickWeighted(owners);
    const source = random.pickWeighted<ComplaintSource>(sources[classified?.[1] ?? 'reactive']);
    const location = random.pick(units);
    return {
      id: deriveId('complaint', code, number),
      owner,
      classified,
      source,
      externalReference: createExternalReference(source, taskForceIndex, number),
      receivedAt,
      receivedOn: dayOf(receivedAt, zone),
      incidentAt: random.happens(0.8) ? new Date(receivedAt.getTime() - random.integer(600, 3_000_000) * 1_000) : null,
      county: location.jurisdiction,
      city: random.happens(0.7) ? location.town : null,
      narrative: createNarrative(random, classified, location),
    };
  });
}

/** Returns the owning agencies with weights. The lead gets two in five. Agencies without an ORI get none. */
function weightOwners(units: readonly DemoAgency[]): (readonly [DemoAgency, number])[] {
  const eligible = units.filter(({ ori }) => ori !== null);
  return eligible.map((unit, number) => {
    if (number === 0) return [unit, 40];
    return [unit, number <= 3 ? 8 : 36 / Math.max(1, eligible.length - 4)];
  });
}

function createExternalReference(source: ComplaintSource, taskForceIndex: number, number: number): string | null {
  const serial = (taskForceIndex + 1) * 10_000 + number;
  if (source === 'ncmec_cybertip') return String(900_000_000 + serial);
  return source === 'service_provider' ? `EXAMPLE-${serial}` : null;
}

function listDays(first: Day, last: Day): Day[] {
  const all: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) all.push(day);
  return all;
}
