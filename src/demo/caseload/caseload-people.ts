import { deriveId } from '../ids.js';
import type { Person } from '../record/accounts.js';

export interface CaseloadPeople {
  readonly supervisor: Person;
  readonly staff: readonly Person[];
}

export function selectCaseloadPeople(code: string, people: readonly Person[]): CaseloadPeople {
  const taskForceId = deriveId('task-force', code);
  const staff = people.filter(({ seat }) => seat.level !== 'national' && seat.taskForceId === taskForceId);
  const supervisor = staff.find(({ role, seat }) => role === 'supervisor' && seat.level === 'task_force');
  if (!supervisor) throw new Error('The task force of the caseload has no supervisor');
  return { supervisor, staff };
}

/** Returns the first investigator of the agency. The one of a demo account comes before colleagues. */
export function investigatorOf({ staff }: CaseloadPeople, agencyId: string): string {
  const found = staff.find(
    ({ role, seat }) => role === 'investigator' && seat.level === 'agency' && seat.agencyId === agencyId,
  );
  if (!found) throw new Error('An agency of the caseload has no investigator');
  return found.id;
}

/** Returns the supervisor of the agency, or the one of the task force. */
export function supervisorOf({ staff, supervisor }: CaseloadPeople, agencyId: string): string {
  const found = staff.find(
    ({ role, seat }) => role === 'supervisor' && seat.level === 'agency' && seat.agencyId === agencyId,
  );
  return (found ?? supervisor).id;
}
