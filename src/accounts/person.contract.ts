import type { Role } from '../platform/access/actor.js';

/** Somebody a case speaks of, as they are known now; without a name where they are of another task force. */
export class PersonView {
  /**
   * The account.
   * @format uuid
   */
  readonly id!: string;
  /**
   * Their name; null where they are of another task force.
   * @example Dana Reyes
   */
  readonly name!: string | null;
  readonly role!: Role | null;
  /**
   * Where they sit; null at the seat of the task force.
   * @example Omaha Police Department
   */
  readonly agency!: string | null;
}
