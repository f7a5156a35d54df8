import type { Role } from '../../platform/actor/actor.js';
import { declareName } from '../../platform/names/name-declarations.js';

/** Person with current name, role and agency. All three are null for a person of another task force. */
export class PersonView {
  /** Id of the person's account. */
  readonly id!: string;
  /**
   * Name of the person; null for a person of another task force.
   * @example Dana Reyes
   */
  readonly name!: string | null;
  readonly role!: Role | null;
  /**
   * Name of the person's agency; null if the person works for the task force itself, or for another one.
   * @example Omaha Police Department
   */
  readonly agency!: string | null;
}

/** Returns the view of an account, whose name the answer gets if the reader may see it. */
export const namePerson = declareName<PersonView>('person', {
  select: 'SELECT id, name, role, agency FROM app.names_of_accounts($ids)',
  unknown: { name: null, role: null, agency: null },
});
