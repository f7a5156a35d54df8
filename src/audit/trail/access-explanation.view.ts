import type { Role } from '../../platform/actor/actor.js';
import type { AccessFactName, CaseRecordKind } from './access-explanation.enums.js';

/** Condition that can affect access to a record. */
export class AccessFactView {
  /** Name of the condition. */
  readonly fact!: AccessFactName;
  /** Whether the condition is met. */
  readonly holds!: boolean;
  /**
   * Whether access to this record requires the condition. Other conditions are listed because they affect other
   * actions.
   */
  readonly isNeeded!: boolean;
  /**
   * Sentence that describes the condition.
   * @example The account’s agency neither owns nor works the complaint.
   */
  readonly sentence!: string;
}

/** Account whose access is explained. */
export class ExplainedAccount {
  readonly id!: string;
  /**
   * Name of the person.
   * @example Dana Reyes
   */
  readonly name!: string;
  readonly role!: Role;
}

/** Kind and owner of the record, without its contents. */
export class ExplainedRecord {
  readonly id!: string;
  /**
   * Kind of record.
   * @example suspect
   */
  readonly kind!: CaseRecordKind;
  /** Agency that owns the complaint. */
  readonly agencyId!: string;
  /**
   * Name of the agency that owns the record.
   * @example Omaha Police Department
   */
  readonly agencyName!: string;
}

/** Explanation of whether an account can see a record. */
export class ExplanationView {
  readonly account!: ExplainedAccount;
  readonly record!: ExplainedRecord;
  /** Whether the account can see the record. */
  readonly canSee!: boolean;
  /**
   * Sentence that states the result.
   * @example Dana Reyes cannot see this suspect.
   */
  readonly sentence!: string;
  /** Checked conditions, including those that affect only other actions. */
  readonly facts!: AccessFactView[];
}
