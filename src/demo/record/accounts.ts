import type { Role, Seat } from '../../platform/actor/actor.js';
import { deriveId } from '../ids.js';
import { deriveAgencyId } from './agencies.js';
import { taskForceList } from './task-forces.js';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly seat: Seat;
}

export const mainTaskForce = 'NE';
export const otherTaskForce = 'CA-LA';

/**
 * Accounts with a password: each role at each seat, and a second supervisor of the task force. A colleague is at the
 * next agency, and two people are of another task force.
 */
export const passwordAccounts: readonly Person[] = [
  createPerson('analyst.agency', 'analyst', agencySeat(mainTaskForce, 1)),
  createPerson('investigator.agency', 'investigator', agencySeat(mainTaskForce, 1)),
  createPerson('supervisor.agency', 'supervisor', agencySeat(mainTaskForce, 1)),
  createPerson('admin.agency', 'admin', agencySeat(mainTaskForce, 1)),
  createPerson('auditor.agency', 'auditor', agencySeat(mainTaskForce, 1)),
  createPerson('analyst.task-force', 'analyst', taskForceSeat(mainTaskForce)),
  createPerson('investigator.task-force', 'investigator', taskForceSeat(mainTaskForce)),
  createPerson('supervisor.task-force', 'supervisor', taskForceSeat(mainTaskForce)),
  createPerson('supervisor-2.task-force', 'supervisor', taskForceSeat(mainTaskForce)),
  createPerson('admin.task-force', 'admin', taskForceSeat(mainTaskForce)),
  createPerson('auditor.task-force', 'auditor', taskForceSeat(mainTaskForce)),
  createPerson('analyst.national', 'analyst', { level: 'national' }),
  createPerson('investigator.national', 'investigator', { level: 'national' }),
  createPerson('supervisor.national', 'supervisor', { level: 'national' }),
  createPerson('admin.national', 'admin', { level: 'national' }),
  createPerson('auditor.national', 'auditor', { level: 'national' }),
  createPerson('investigator.second-agency', 'investigator', agencySeat(mainTaskForce, 2)),
  createPerson('investigator.other-task-force', 'investigator', agencySeat(otherTaskForce, 1)),
  createPerson('supervisor.other-task-force', 'supervisor', taskForceSeat(otherTaskForce)),
];

export const nationalAdministrator = deriveId('account', 'admin.national');

export const nationalSupervisor = 'supervisor.national@example.org';

/**
 * Returns all other accounts, without a password: a supervisor and six investigators of each task force. Every decision
 * thus has an author.
 */
export function createStaff(): Person[] {
  return taskForceList.flatMap(({ code }) =>
    [
      createPerson(`supervisor.${code}`, 'supervisor', taskForceSeat(code)),
      ...[0, 0, 0, 1, 2, 3].map((agency, number) =>
        createPerson(`investigator-${number + 1}.${code}`, 'investigator', agencySeat(code, agency)),
      ),
    ].filter((colleague) => !passwordAccounts.some((known) => isSamePost(known, colleague))),
  );
}

export function accountRows(people: readonly Person[]): object[] {
  return people.map(({ id, email, name, role, seat }) => ({
    id,
    email,
    name,
    role,
    task_force_id: seat.level === 'national' ? null : seat.taskForceId,
    agency_id: seat.level === 'agency' ? seat.agencyId : null,
    version: 1,
  }));
}

/** Accounts of the caseload without a password of the demo: one awaits a second person, and one is locked. */
export const waitingAccount = createPerson('supervisor-3.task-force', 'supervisor', taskForceSeat(mainTaskForce));
export const lockedAccount = createPerson('investigator-9.agency', 'investigator', agencySeat(mainTaskForce, 1));

function createPerson(mailbox: string, role: Role, seat: Seat): Person {
  const [post = '', place = ''] = mailbox.split('.');
  const name = `${post.charAt(0).toUpperCase()}${post.slice(1)} (${place.replaceAll('-', ' ')})`;
  return { id: deriveId('account', mailbox), email: `${mailbox.toLowerCase()}@example.org`, name, role, seat };
}

function taskForceSeat(code: string): Seat {
  return { level: 'task_force', taskForceId: deriveId('task-force', code) };
}

function agencySeat(code: string, agency: number): Seat {
  return { level: 'agency', taskForceId: deriveId('task-force', code), agencyId: deriveAgencyId(code, agency) };
}

function isSamePost(one: Person, other: Person): boolean {
  return one.role === other.role && JSON.stringify(one.seat) === JSON.stringify(other.seat);
}
