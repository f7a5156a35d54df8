import type { ComplaintState } from '../../casework/complaints/complaints.words.js';
import { addDays } from '../../platform/time/calendar.js';
import type { Chance } from '../chance.js';
import { operation } from '../published.js';
import type { Person } from './accounts.js';
import type { Unit } from './agencies.js';
import type { Tip } from './tips.js';

/** Progress of a complaint: its state, the time of each step, and its working agency. */
export interface Course {
  readonly tip: Tip;
  readonly state: ComplaintState;
  readonly loggedAt: Date;
  readonly triagedAt: Date | null;
  readonly work: { readonly unit: Unit; readonly investigatorId: string | null; readonly assignedAt: Date } | null;
}

interface Steps {
  readonly state: ComplaintState;
  readonly triaged: boolean;
  readonly assigned: boolean;
}

const untouched: Steps = { state: 'received', triaged: false, assigned: false };

/** Steps before each state, with weights. Some complaints are closed before triage. */
const steps: readonly (readonly [Steps, number])[] = [
  [untouched, 3],
  [{ state: 'triaged', triaged: true, assigned: false }, 9],
  [{ state: 'assigned', triaged: true, assigned: true }, 48],
  [{ state: 'closed', triaged: true, assigned: true }, 32],
  [{ state: 'closed', triaged: true, assigned: false }, 5],
  [{ state: 'closed', triaged: false, assigned: false }, 3],
];

/** Returns the progress of a complaint; an unclassified one has made none. */
export function courseOf(tip: Tip, units: readonly Unit[], staff: readonly Person[], chance: Chance): Course {
  const { state, triaged, assigned } = tip.classified === null ? untouched : chance.weighted(steps);
  const loggedAt = later(tip.receivedAt, chance.whole(60, 5_400));
  const triagedAt = later(loggedAt, chance.whole(600, 80_000));
  const unit = chance.happens(0.6) ? tip.owner : chance.oneOf(units.slice(0, 12).filter(({ ori }) => ori !== null));
  const investigators = staff.filter(
    ({ role, seat }) => role === 'investigator' && seat.at === 'agency' && seat.agencyId === unit.id,
  );
  const work = {
    unit,
    investigatorId: investigators.length > 0 ? chance.oneOf(investigators).id : null,
    assignedAt: later(triagedAt, chance.whole(300, 80_000)),
  };
  return { tip, state, loggedAt, triagedAt: triaged ? triagedAt : null, work: assigned ? work : null };
}

/** Progress of a complaint with an assignment, early enough for a result within the operation. */
export interface WorkedCourse extends Course {
  readonly work: NonNullable<Course['work']>;
}

export function isWorked(course: Course): course is WorkedCourse {
  return course.work !== null && course.tip.receivedOn <= addDays(operation.endsOn, -7);
}

export function later(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1_000);
}
