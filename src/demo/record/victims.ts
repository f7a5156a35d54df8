import { addDays, type Day } from '../../platform/time/calendar.js';
import type { Random } from '../random.js';
import { deriveId } from '../ids.js';
import type { AssignedCourse } from './courses.js';
import { limitToOperation, type Suspect } from './suspects.js';
import type { Share } from './shares.js';

export interface Victim {
  readonly course: AssignedCourse;
  readonly pseudonym: string;
  readonly identifiedOn: Day;
}

const timings = [
  ['recent', 46],
  ['ongoing', 24],
  ['historical', 22],
  ['unknown', 8],
] as const;

const safeguarding = [
  ['safe_verified', 34],
  ['cps_referred', 16],
  ['services_offered', 14],
  ['forensic_interview_done', 13],
  ['forensic_interview_scheduled', 8],
  ['guardian_notified', 8],
  ['located', 5],
  ['identified', 2],
] as const;

/** Returns the identified children of a task force, first in complaints of hands-on offenders. */
export function createVictims(
  { children }: Share,
  worked: readonly AssignedCourse[],
  suspects: readonly Suspect[],
  random: Random,
): Victim[] {
  const handsOnCourses = suspects.filter(({ handsOn }) => handsOn).map(({ course }) => course);
  const complaints = [...new Set([...handsOnCourses, ...random.shuffle(worked)])];
  const victims: Victim[] = [];
  for (let next = 0; victims.length < children; next += 1) {
    const course = complaints[next % complaints.length] as AssignedCourse;
    const childCount = Math.min(
      random.pickWeighted([
        [1, 70],
        [2, 22],
        [3, 8],
      ]),
      children - victims.length,
    );
    const before = victims.filter((victim) => victim.course === course).length;
    for (let child = 1; child <= childCount; child += 1) {
      const identifiedOn = limitToOperation(addDays(course.tip.receivedOn, random.integer(2, 30)));
      victims.push({ course, pseudonym: `MV${before + child}`, identifiedOn });
    }
  }
  return victims;
}

/** Returns their rows. A child with an unknown time of abuse always has abuse material. */
export function victimRows({ taskForce }: Share, victims: readonly Victim[], random: Random): object[] {
  return victims.map(({ course: { tip, work }, pseudonym, identifiedOn }) => {
    const timing = random.pickWeighted<string>(timings);
    return {
      id: deriveId('victim', tip.id, pseudonym),
      task_force_id: deriveId('task-force', taskForce.code),
      complaint_id: tip.id,
      agency_id: work.unit.id,
      pseudonym,
      abuse_timing: timing,
      production_victim:
        timing === 'unknown' || random.happens(tip.classified?.[0] === 'csam_manufacture' ? 0.9 : 0.35),
      safeguarding_status: random.pickWeighted<string>(safeguarding),
      identified_on: identifiedOn,
      version: 1,
    };
  });
}
