import { IsBoolean } from 'class-validator';
import type { Role } from '../platform/access/actor.js';
import { Omittable, Text } from '../platform/http/input.js';
import type { Account } from './account.entity.js';
import type { AccountBatch } from './account-batch.entity.js';
import { InvitationView, SeatView, seatViewOf } from './accounts.contract.js';
import type { Affiliation } from './accounts.words.js';

/** A file of accounts to be made. */
export class CreateAccountBatch {
  /**
   * The text of a CSV file, of at most 500 rows. Its first line names the columns: email, name, role, and if wanted agency,
   * affiliation and endsAt. An agency is named by its ORI, its id or its exact name; left empty, it is one's own seat.
   * @example email,name,role,agency
   */
  @Text({ max: 60_000, multiline: true }) readonly csv!: string;
  /**
   * Whether to make the accounts; left out, the file is only looked through.
   * @example false
   */
  @Omittable() @IsBoolean() readonly apply?: boolean;
}

/** What is wrong with a row. */
export class BatchFaultView {
  /**
   * In which column.
   * @example email
   */
  readonly column!: string;
  /**
   * What is wrong there, in words.
   * @example is already taken
   */
  readonly detail!: string;
}

/** What a row comes to. */
export class BatchAccountView {
  /**
   * The name to sign in with.
   * @example dana.reyes@example.gov
   */
  readonly email!: string;
  /**
   * The name others see.
   * @example Dana Reyes
   */
  readonly name!: string;
  readonly role!: Role;
  readonly seat!: SeatView;
  /** Whose staff its owner is. */
  readonly affiliation!: Affiliation;
  /**
   * When a temporary account ends by itself; null for one that stays.
   * @format date-time
   */
  readonly endsAt!: string | null;
}

/** A row of the file. */
export class BatchRowView {
  /** Its number, where the line of headings is 1. */
  readonly row!: number;
  /** What is wrong with it, column by column. */
  readonly errors!: BatchFaultView[];
  /** What it comes to; null where something is wrong, and when the batch is read again. */
  readonly account!: BatchAccountView | null;
  /**
   * The account that was made of it; null where none was.
   * @format uuid
   */
  readonly accountId!: string | null;
  /** Its owner's one-time link, shown once; null for an account that waits for approval, and when the batch is read again. */
  readonly invitation!: InvitationView | null;
}

/** A file of accounts that was looked through, or carried out. */
export class AccountBatchView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Who sent it.
   * @format uuid
   */
  readonly createdBy!: string;
  /**
   * When.
   * @format date-time
   */
  readonly createdAt!: string;
  /** Whether the accounts were made. */
  readonly isApplied!: boolean;
  readonly rows!: BatchRowView[];
}

/** What is only there in the first answer. */
export interface ShownOnce {
  readonly accounts: ReadonlyMap<number, Account>;
  readonly invitations: ReadonlyMap<number, InvitationView>;
}

const nothing: ShownOnce = { accounts: new Map(), invitations: new Map() };

export function viewOf(batch: AccountBatch, { accounts, invitations }: ShownOnce = nothing): AccountBatchView {
  const { id, createdBy, createdAt, isApplied } = batch;
  const rows = batch.rows.map(({ row, errors, accountId }) => {
    const account = accounts.get(row);
    return {
      row,
      errors: [...errors],
      account: account ? accountViewOf(account) : null,
      accountId,
      invitation: invitations.get(row) ?? null,
    };
  });
  return { id, createdBy, createdAt: createdAt.toISOString(), isApplied, rows };
}

function accountViewOf({ email, name, role, seat, affiliation, endsAt }: Account): BatchAccountView {
  return { email, name, role, seat: seatViewOf(seat), affiliation, endsAt: endsAt?.toISOString() ?? null };
}
