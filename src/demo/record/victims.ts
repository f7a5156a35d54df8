import { addDays, type Day } from '../../platform/time/calendar.js';
import type { Chance } from '../chance.js';
import { idOf } from '../ids.js';
import type { WorkedCourse } from './courses.js';
import { noLater, type Suspect } from './suspects.js';
import type { Share } from './shares.js';

/** Identified child, with a pseudonym only. */
export interface Victim {
  readonly course: WorkedCourse;
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
export function victimsOf(
  { children }: Share,
  worked: readonly WorkedCourse[],
  suspects: readonly Suspect[],
  chance: Chance,
): Victim[] {
  const grave = suspects.filter(({ handsOn }) => handsOn).map(({ course }) => course);
  const complaints = [...new Set([...grave, ...chance.shuffled(worked)])];
  const victims: Victim[] = [];
  for (let next = 0; victims.length < children; next += 1) {
    const course = complaints[next % complaints.length] as WorkedCourse;
    const together = Math.min(
      chance.weighted([
        [1, 70],
        [2, 22],
        [3, 8],
      ]),
      children - victims.length,
    );
    const before = victims.filter((victim) => victim.course === course).length;
    for (let child = 1; child <= together; child += 1) {
      const identifiedOn = noLater(addDays(course.tip.receivedOn, chance.whole(2, 30)));
      victims.push({ course, pseudonym: `MV${before + child}`, identifiedOn });
    }
  }
  return victims;
}

/** Returns their rows. A child with an unknown time of abuse always has abuse material. */
export function victimRows({ taskForce }: Share, victims: readonly Victim[], chance: Chance): object[] {
  return victims.map(({ course: { tip, work }, pseudonym, identifiedOn }) => {
    const timing = chance.weighted<string>(timings);
    return {
      id: idOf('victim', tip.id, pseudonym),
      task_force_id: idOf('task-force', taskForce.code),
      complaint_id: tip.id,
      agency_id: work.unit.id,
      pseudonym,
      abuse_timing: timing,
      production_victim:
        timing === 'unknown' || chance.happens(tip.classified?.[0] === 'csam_manufacture' ? 0.9 : 0.35),
      safeguarding_status: chance.weighted<string>(safeguarding),
      identified_on: identifiedOn,
      version: 1,
    };
  });
}
