import type { Role, Seat } from '../../platform/access/actor.js';
import { idOf } from '../ids.js';
import { agencyIdOf } from './agencies.js';
import { taskForcesListed } from './task-forces.js';

/** Somebody of the demo who has an account. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly seat: Seat;
}

/** Where most demo accounts sit, and where one goes to see that other task forces are out of reach. */
const home = 'NE';
const elsewhere = 'CA-LA';

/** Those who get a password: each role at each seat, a colleague at the next agency, two people of another task force. */
export const signIns: readonly Person[] = [
  person('investigator.agency', 'investigator', agencySeat(home, 1)),
  person('supervisor.agency', 'supervisor', agencySeat(home, 1)),
  person('admin.agency', 'admin', agencySeat(home, 1)),
  person('auditor.agency', 'auditor', agencySeat(home, 1)),
  person('investigator.task-force', 'investigator', taskForceSeat(home)),
  person('supervisor.task-force', 'supervisor', taskForceSeat(home)),
  person('admin.task-force', 'admin', taskForceSeat(home)),
  person('auditor.task-force', 'auditor', taskForceSeat(home)),
  person('investigator.national', 'investigator', { at: 'national' }),
  person('supervisor.national', 'supervisor', { at: 'national' }),
  person('admin.national', 'admin', { at: 'national' }),
  person('auditor.national', 'auditor', { at: 'national' }),
  person('investigator.second-agency', 'investigator', agencySeat(home, 2)),
  person('investigator.other-task-force', 'investigator', agencySeat(elsewhere, 1)),
  person('supervisor.other-task-force', 'supervisor', taskForceSeat(elsewhere)),
];

/** Whose account tells that a database holds the demo. */
export const nationalAdministrator = idOf('account', 'admin.national');

/** Whom the operation's report is read as. */
export const nationalSupervisor = 'supervisor.national@example.org';

/** Everyone else: a supervisor and six investigators in each task force, so that every decision is somebody's. They have no password. */
export function staffOfAll(): Person[] {
  return taskForcesListed.flatMap(({ code }) =>
    [
      person(`supervisor.${code}`, 'supervisor', taskForceSeat(code)),
      ...[0, 0, 0, 1, 2, 3].map((agency, number) =>
        person(`investigator-${number + 1}.${code}`, 'investigator', agencySeat(code, agency)),
      ),
    ].filter((colleague) => !signIns.some((known) => isSamePost(known, colleague))),
  );
}

/** The rows of accounts. */
export function accountRows(people: readonly Person[]): object[] {
  return people.map(({ id, email, name, role, seat }) => ({
    id,
    email,
    name,
    role,
    task_force_id: seat.at === 'national' ? null : seat.taskForceId,
    agency_id: seat.at === 'agency' ? seat.agencyId : null,
    version: 1,
  }));
}

function person(mailbox: string, role: Role, seat: Seat): Person {
  const [post = '', place = ''] = mailbox.split('.');
  const name = `${post.charAt(0).toUpperCase()}${post.slice(1)} (${place.replaceAll('-', ' ')})`;
  return { id: idOf('account', mailbox), email: `${mailbox.toLowerCase()}@example.org`, name, role, seat };
}

function taskForceSeat(code: string): Seat {
  return { at: 'task_force', taskForceId: idOf('task-force', code) };
}

function agencySeat(code: string, agency: number): Seat {
  return { at: 'agency', taskForceId: idOf('task-force', code), agencyId: agencyIdOf(code, agency) };
}

function isSamePost(one: Person, other: Person): boolean {
  return one.role === other.role && JSON.stringify(one.seat) === JSON.stringify(other.seat);
}
