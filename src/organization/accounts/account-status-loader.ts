import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { Account } from './account.entity.js';

/** Sign-in status of an account. */
export interface SignInStatus {
  readonly lockedAt: Date | null;
  readonly lastSignedInAt: Date | null;
  /** Whether the owner has ever set a password. */
  readonly isEnrolled: boolean;
}

/** Account as its managers see it. */
export interface AccountWithStatus {
  readonly account: Account;
  readonly status: SignInStatus;
}

interface StatusRow {
  readonly account_id: string;
  readonly locked_at: Date | null;
  readonly last_signed_in_at: Date | null;
  readonly is_enrolled: boolean;
}

const selectStatuses = `
  SELECT account_id, locked_at, last_signed_in_at, is_enrolled
    FROM auth.sign_in_statuses($1, make_interval(secs => $2))`;
const unknownStatus: SignInStatus = { lockedAt: null, lastSignedInAt: null, isEnrolled: false };

/** Loader of accounts with their sign-in status. */
@Injectable()
export class AccountStatusLoader {
  /** Duration of a lock in seconds; null if only an administrator releases it. */
  private readonly lockSeconds: number | null;

  constructor({ LOCKOUT_RELEASE: release }: Config) {
    this.lockSeconds = release === 'admin' ? null : release;
  }

  async addStatus(tx: EntityManager, accounts: readonly Account[]): Promise<AccountWithStatus[]> {
    if (accounts.length === 0) return [];
    const found = await tx.query<StatusRow[]>(selectStatuses, [accounts.map(({ id }) => id), this.lockSeconds]);
    const statuses = new Map(found.map((row) => [row.account_id, toSignInStatus(row)]));
    return accounts.map((account) => ({ account, status: statuses.get(account.id) ?? unknownStatus }));
  }

  /** Returns the account with its status. Throws 404 if it does not exist or is not visible to the actor. */
  async findByIdOrFail(tx: EntityManager, id: string): Promise<AccountWithStatus> {
    const account = await findByIdOrFail(tx, Account, id);
    const [accountWithStatus] = await this.addStatus(tx, [account]);
    return accountWithStatus ?? { account, status: unknownStatus };
  }
}

function toSignInStatus({ locked_at, last_signed_in_at, is_enrolled }: StatusRow): SignInStatus {
  return { lockedAt: locked_at, lastSignedInAt: last_signed_in_at, isEnrolled: is_enrolled };
}
