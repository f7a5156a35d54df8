import type { Role, Seat } from '../../platform/actor/actor.js';
import { idOf } from '../ids.js';
import { agencyIdOf } from './agencies.js';
import { taskForcesListed } from './task-forces.js';

/** Person of the demo with an account. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly seat: Seat;
}

/** Task force of most demo accounts, and one that shows the separation between task forces. */
const home = 'NE';
const elsewhere = 'CA-LA';

/**
 * Accounts with a password: each role at each seat, a colleague at the next agency, and two people of another task
 * force.
 */
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

/** Account that identifies a database with the demo. */
export const nationalAdministrator = idOf('account', 'admin.national');

/** Account that reads the operation's report. */
export const nationalSupervisor = 'supervisor.national@example.org';

/**
 * Returns all other accounts, without a password: a supervisor and six investigators of each task force. Every decision
 * thus has an author.
 */
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
