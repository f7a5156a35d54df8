import { Random } from '../random.js';
import { deriveId } from '../ids.js';
import type { Person } from './accounts.js';
import { agencyRows, createAgencies } from './agencies.js';
import { complaintRows, decisionRows } from './complaints.js';
import { createContact } from './contacts.js';
import { createCourse, isAssigned } from './courses.js';
import { createDecisions } from './decisions.js';
import { presentationRows, trainingRows } from './outreach.js';
import type { Share } from './shares.js';
import { suspectRows, createSuspects } from './suspects.js';
import type { ListedTaskForce } from './task-forces.js';
import { createTips } from './tips.js';
import { victimRows, createVictims } from './victims.js';

export type TableRows = readonly [table: string, rows: readonly object[]];

/** Returns the row of a task force, as not verified. */
export function taskForceRow({ code, place, state, coverage, zone }: ListedTaskForce, number: number): object {
  return {
    id: deriveId('task-force', code),
    code,
    name: `${place} ICAC Task Force`,
    state,
    coverage,
    zone,
    ...createContact(code, number),
    verified: false,
    version: 1,
  };
}

export function createAgencyTables(share: Share): TableRows[] {
  const { agencies, memberships } = agencyRows(share, createAgencies(share, createRandom(share, 'agencies')));
  return [
    ['agencies', agencies],
    ['agency_memberships', memberships],
  ];
}

/** Returns all records of a task force during the operation, in the order of their foreign keys. */
export function createCaseworkTables(share: Share, people: readonly Person[]): TableRows[] {
  const units = createAgencies(share, createRandom(share, 'agencies'));
  const random = createRandom(share, 'casework');
  const taskForceId = deriveId('task-force', share.taskForce.code);
  const staff = people.filter(({ seat }) => seat.level !== 'national' && seat.taskForceId === taskForceId);
  const supervisor = staff.find(({ role, seat }) => role === 'supervisor' && seat.level === 'task_force');
  if (!supervisor) throw new Error(`Task force ${share.taskForce.code} of the demo has no supervisor`);

  const courses = createTips(share, units, random).map((tip) => createCourse(tip, units, staff, random));
  const worked = courses.filter(isAssigned);
  const suspects = createSuspects(share, worked, random);
  const victims = createVictims(share, worked, suspects, random);
  const decided = createDecisions(courses, suspects, victims, random);

  const decisions = decisionRows(share, decided, supervisor.id);
  const suspectTables = suspectRows(share, suspects, random);
  return [
    ['complaints', complaintRows(share, decided)],
    ['triages', decisions.triages],
    ['assignments', decisions.assignments],
    ['disclosures', decisions.disclosures],
    ['dispositions', decisions.dispositions],
    ['suspects', suspectTables.suspects],
    ['arrests', suspectTables.arrests],
    ['victims_identified', victimRows(share, victims, random)],
    ['presentations', presentationRows(share, units, random)],
    ['trainings', trainingRows(share, units, random)],
  ];
}

function createRandom({ taskForce: { code } }: Share, subject: string): Random {
  return new Random(`${code} ${subject}`);
}
