import type { ComplaintState } from '../../casework/complaints/complaints.enums.js';
import { addDays } from '../../platform/time/calendar.js';
import type { Random } from '../random.js';
import { operation } from '../published-figures.js';
import type { Person } from './accounts.js';
import type { DemoAgency } from './agencies.js';
import type { Tip } from './tips.js';

export interface Course {
  readonly tip: Tip;
  readonly state: ComplaintState;
  readonly loggedAt: Date;
  readonly triagedAt: Date | null;
  readonly work: {
    readonly unit: DemoAgency;
    readonly investigatorId: string | null;
    readonly assignedAt: Date;
  } | null;
}

interface CourseSteps {
  readonly state: ComplaintState;
  readonly triaged: boolean;
  readonly assigned: boolean;
}

const untouched: CourseSteps = { state: 'received', triaged: false, assigned: false };

/** Steps before each state, with weights. Some complaints are closed before triage. */
const steps: readonly (readonly [CourseSteps, number])[] = [
  [untouched, 3],
  [{ state: 'triaged', triaged: true, assigned: false }, 9],
  [{ state: 'assigned', triaged: true, assigned: true }, 48],
  [{ state: 'closed', triaged: true, assigned: true }, 32],
  [{ state: 'closed', triaged: true, assigned: false }, 5],
  [{ state: 'closed', triaged: false, assigned: false }, 3],
];

/** Returns the progress of a complaint; an unclassified one has made none. */
export function createCourse(tip: Tip, units: readonly DemoAgency[], staff: readonly Person[], random: Random): Course {
  const { state, triaged, assigned } = tip.classified === null ? untouched : random.pickWeighted(steps);
  const loggedAt = addSeconds(tip.receivedAt, random.integer(60, 5_400));
  const triagedAt = addSeconds(loggedAt, random.integer(600, 80_000));
  const unit = random.happens(0.6) ? tip.owner : random.pick(units.slice(0, 12).filter(({ ori }) => ori !== null));
  const investigators = staff.filter(
    ({ role, seat }) => role === 'investigator' && seat.level === 'agency' && seat.agencyId === unit.id,
  );
  const work = {
    unit,
    investigatorId: investigators.length > 0 ? random.pick(investigators).id : null,
    assignedAt: addSeconds(triagedAt, random.integer(300, 80_000)),
  };
  return { tip, state, loggedAt, triagedAt: triaged ? triagedAt : null, work: assigned ? work : null };
}

/** Progress of a complaint with an assignment, early enough for a result within the operation. */
export interface AssignedCourse extends Course {
  readonly work: NonNullable<Course['work']>;
}

export function isAssigned(course: Course): course is AssignedCourse {
  return course.work !== null && course.tip.receivedOn <= addDays(operation.endsOn, -7);
}

export function addSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1_000);
}
