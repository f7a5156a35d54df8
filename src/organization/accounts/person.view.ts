import type { Role } from '../../platform/actor/actor.js';

/** Person named in a case, with current data. People of another task force have no name. */
export class PersonView {
  /**
   * Account of the person.
   * @format uuid
   */
  readonly id!: string;
  /**
   * Name of the person; null for a person of another task force.
   * @example Dana Reyes
   */
  readonly name!: string | null;
  readonly role!: Role | null;
  /**
   * Agency of the person; null at the seat of the task force.
   * @example Omaha Police Department
   */
  readonly agency!: string | null;
}
