import { Chance } from '../chance.js';
import { idOf } from '../ids.js';
import type { Person } from './accounts.js';
import { agencyRows, unitsOf } from './agencies.js';
import { complaintRows, decisionRows } from './complaints.js';
import { contactOf } from './contacts.js';
import { courseOf, isWorked } from './courses.js';
import { decisionsOn } from './decisions.js';
import { presentationRows, trainingRows } from './outreach.js';
import type { Share } from './shares.js';
import { suspectRows, suspectsOf } from './suspects.js';
import type { TaskForceListed } from './task-forces.js';
import { tipsOf } from './tips.js';
import { victimRows, victimsOf } from './victims.js';

/** Table of the schema `app`, with rows keyed by column name. */
export type TableRows = readonly [table: string, rows: readonly object[]];

/** Returns the row of a task force, as not verified. */
export function taskForceRow({ code, place, state, coverage, zone }: TaskForceListed, number: number): object {
  return {
    id: idOf('task-force', code),
    code,
    name: `${place} ICAC Task Force`,
    state,
    coverage,
    zone,
    ...contactOf(code, number),
    verified: false,
    version: 1,
  };
}

export function agenciesRecord(share: Share): TableRows[] {
  const { agencies, memberships } = agencyRows(share, unitsOf(share, chanceOf(share, 'agencies')));
  return [
    ['agencies', agencies],
    ['agency_memberships', memberships],
  ];
}

/** Returns all records of a task force during the operation, in the order of their foreign keys. */
export function casework(share: Share, people: readonly Person[]): TableRows[] {
  const units = unitsOf(share, chanceOf(share, 'agencies'));
  const chance = chanceOf(share, 'casework');
  const taskForceId = idOf('task-force', share.taskForce.code);
  const staff = people.filter(({ seat }) => seat.at !== 'national' && seat.taskForceId === taskForceId);
  const supervisor = staff.find(({ role, seat }) => role === 'supervisor' && seat.at === 'task_force');
  if (!supervisor) throw new Error(`Task force ${share.taskForce.code} of the demo has no supervisor`);

  const courses = tipsOf(share, units, chance).map((tip) => courseOf(tip, units, staff, chance));
  const worked = courses.filter(isWorked);
  const suspects = suspectsOf(share, worked, chance);
  const victims = victimsOf(share, worked, suspects, chance);
  const decided = decisionsOn(courses, suspects, victims, chance);

  const decisions = decisionRows(share, decided, supervisor.id);
  const suspected = suspectRows(share, suspects, chance);
  return [
    ['complaints', complaintRows(share, decided)],
    ['triages', decisions.triages],
    ['assignments', decisions.assignments],
    ['disclosures', decisions.disclosures],
    ['dispositions', decisions.dispositions],
    ['suspects', suspected.suspects],
    ['arrests', suspected.arrests],
    ['victims_identified', victimRows(share, victims, chance)],
    ['presentations', presentationRows(share, units, chance)],
    ['trainings', trainingRows(share, units, chance)],
  ];
}

/** Returns a generator for one task force and subject, so that a change in one does not alter the others. */
function chanceOf({ taskForce: { code } }: Share, subject: string): Chance {
  return new Chance(`${code} ${subject}`);
}
