import { IsUUID } from 'class-validator';
import type { Role } from '../platform/access/actor.js';
import type { AccessFactName, CaseRecordKind } from './explain.words.js';

/** Whether which account can see which record. */
export class ExplainQuery {
  /** The account. */
  @IsUUID() readonly account!: string;
  /** A complaint, suspect, arrest or identified victim. */
  @IsUUID() readonly record!: string;
}

/** Something that seeing a record may hang on. */
export class AccessFactView {
  /** Which. */
  readonly fact!: AccessFactName;
  /** Whether it is so. */
  readonly holds!: boolean;
  /** Whether this account has to have it to see this record. What is not needed is told because it decides on other things. */
  readonly isNeeded!: boolean;
  /**
   * What is so, in words.
   * @example The agency of the account neither owns nor works the complaint.
   */
  readonly words!: string;
}

/** The account that was asked about. */
export class ExplainedAccount {
  /** @format uuid */
  readonly id!: string;
  /**
   * Whose it is.
   * @example Dana Reyes
   */
  readonly name!: string;
  readonly role!: Role;
}

/** The record that was asked about: what kind, and whose. Nothing of what is in it. */
export class ExplainedRecord {
  /** @format uuid */
  readonly id!: string;
  /**
   * What kind of record.
   * @example suspect
   */
  readonly kind!: CaseRecordKind;
  /**
   * The agency that owns the complaint.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * The name of that agency.
   * @example Omaha Police Department
   */
  readonly agencyName!: string;
}

/** Why an account can or cannot see a record. */
export class ExplanationView {
  readonly account!: ExplainedAccount;
  readonly record!: ExplainedRecord;
  /** What reading the record would answer to the account, as the database itself decides it. */
  readonly canSee!: boolean;
  /**
   * The same in words.
   * @example Dana Reyes cannot see this suspect.
   */
  readonly sentence!: string;
  /** What it hangs on. */
  readonly facts!: AccessFactView[];
}
