import { namePerson, type PersonView } from './person.view.js';
import type { Role } from '../../platform/actor/actor.js';
import type { Account } from './account.entity.js';
import type { AccountBatch } from './account-batch.entity.js';
import { type InvitationView } from './account.view.js';
import { type SeatView, toSeatView } from './seat.view.js';
import type { AccountTitle, Affiliation } from './accounts.enums.js';

/** Error of a row. */
export class BatchFaultView {
  /**
   * Column of the error.
   * @example email
   */
  readonly column!: string;
  /**
   * Description of the error.
   * @example is already taken
   */
  readonly detail!: string;
}

/** Account that a row describes. */
export class BatchAccountView {
  /**
   * Email address for sign-in.
   * @example dana.reyes@example.gov
   */
  readonly email!: string;
  /**
   * Name that other people see.
   * @example Dana Reyes
   */
  readonly name!: string;
  readonly role!: Role;
  readonly seat!: SeatView;
  /** Employer of the owner. */
  readonly affiliation!: Affiliation;
  /** Title of the owner; null if the row has none. */
  readonly title!: AccountTitle | null;
  /** Expiry of a temporary account; null for a permanent one. */
  readonly endsAt!: string | null;
}

/** Row of the file. */
export class BatchRowView {
  /** Number of the row. The header is row 1. */
  readonly row!: number;
  /** Errors of the row. */
  readonly errors!: BatchFaultView[];
  /** Account that the row describes; null for a row with errors, and when the batch is read later. */
  readonly account!: BatchAccountView | null;
  /** Id of the created account; null if none was created. */
  readonly accountId!: string | null;
  /**
   * One-time link for the owner, shown only once. It is null for an account that awaits approval, and when the batch is
   * read later.
   */
  readonly invitation!: InvitationView | null;
}

/** Import of accounts from a file, validated only or applied. */
export class AccountBatchView {
  readonly id!: string;
  /**
   * Account of the sender.
   * @format uuid
   */
  readonly createdBy!: string;
  /** Account of the sender. */
  readonly createdByPerson!: PersonView;
  /** Time of the import. */
  readonly createdAt!: string;
  /** Whether the accounts were created. */
  readonly isApplied!: boolean;
  readonly rows!: BatchRowView[];
}

export interface UnstoredBatchResult {
  readonly accounts: ReadonlyMap<number, Account>;
  readonly invitations: ReadonlyMap<number, InvitationView>;
}

const emptyResult: UnstoredBatchResult = { accounts: new Map(), invitations: new Map() };

export function toAccountBatchView(
  batch: AccountBatch,
  { accounts, invitations }: UnstoredBatchResult = emptyResult,
): AccountBatchView {
  const { id, createdBy, createdAt, isApplied } = batch;
  const rows = batch.rows.map(({ row, errors, accountId }) => {
    const account = accounts.get(row);
    return {
      row,
      errors: [...errors],
      account: account ? toBatchAccountView(account) : null,
      accountId,
      invitation: invitations.get(row) ?? null,
    };
  });
  return { id, createdBy, createdByPerson: namePerson(createdBy), createdAt: createdAt.toISOString(), isApplied, rows };
}

function toBatchAccountView({ email, name, role, seat, affiliation, title, endsAt }: Account): BatchAccountView {
  return { email, name, role, seat: toSeatView(seat), affiliation, title, endsAt: endsAt?.toISOString() ?? null };
}
