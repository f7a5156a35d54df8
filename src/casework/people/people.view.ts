import type { AccountTitle } from '../../organization/accounts/accounts.enums.js';
import type { PersonView } from '../../organization/accounts/person.view.js';

/** Person to choose for a task or an assignment. */
export class PersonLine implements PersonView {
  /** Account of the person. */
  readonly id!: string;
  /** @example Dana Reyes */
  readonly name!: string;
  readonly role!: PersonView['role'];
  /**
   * Title of the person; null if none is recorded.
   * @example forensic_examiner
   */
  readonly title!: AccountTitle | null;
  /**
   * Name of the person's agency; null if the person works for the task force itself.
   * @example Omaha Police Department
   */
  readonly agency!: string | null;
  /**
   * Whether the training is valid on the day of the filter, or today. Null if its end is not recorded, or if you may not
   * read the account.
   */
  readonly isTrained!: boolean | null;
  /** Number of open complaints assigned to the person that the reader sees; null unless the reader is a supervisor. */
  readonly open!: number | null;
  /** Number of those that are overdue; null unless the reader is a supervisor. */
  readonly overdue!: number | null;
}

/** Page of people, by name. */
export class PeoplePage {
  readonly items!: PersonLine[];
  readonly nextCursor!: string | null;
}
