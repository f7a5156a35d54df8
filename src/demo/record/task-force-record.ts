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

/** Rows of a table of schema `app`, in its own words. */
export type TableRows = readonly [table: string, rows: readonly object[]];

/** The row of a task force. Nobody has confirmed its particulars. */
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

/** The agencies of a task force. */
export function agenciesRecord(share: Share): TableRows[] {
  const { agencies, memberships } = agencyRows(share, unitsOf(share, chanceOf(share, 'agencies')));
  return [
    ['agencies', agencies],
    ['agency_memberships', memberships],
  ];
}

/** All that a task force recorded during the operation, in an order in which each row finds what it refers to. */
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

/** Of each task force and subject its own, so that a change in one leaves the others as they were. */
function chanceOf({ taskForce: { code } }: Share, subject: string): Chance {
  return new Chance(`${code} ${subject}`);
}
