import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { Account } from './account.entity.js';

export interface SignInStatus {
  readonly lockedAt: Date | null;
  readonly lastSignedInAt: Date | null;
  readonly isEnrolled: boolean;
}

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

/** Condition that reads the status of all visible accounts in one call, because a call for each takes longer. */
const hasStatus = `
  a.id IN (
    SELECT s.account_id
      FROM auth.sign_in_statuses(ARRAY(SELECT v.id FROM app.accounts v), make_interval(secs => :lockSeconds)) s
     WHERE (CAST(:isLocked AS boolean) IS NULL OR (s.locked_at IS NOT NULL) = :isLocked)
       AND (CAST(:isEnrolled AS boolean) IS NULL OR s.is_enrolled = :isEnrolled)
       AND (CAST(:unusedSince AS timestamptz) IS NULL OR coalesce(s.last_signed_in_at < :unusedSince, true)))`;
const unknownStatus: SignInStatus = { lockedAt: null, lastSignedInAt: null, isEnrolled: false };

export interface SignInFilter {
  readonly isLocked?: boolean;
  readonly isEnrolled?: boolean;
  readonly unusedSince?: string;
}

/** Loader of accounts with their sign-in status. */
@Injectable()
export class AccountStatusLoader {
  /** Duration of a lock in seconds; null if only an administrator releases it. */
  readonly lockSeconds: number | null;

  constructor(config: Config) {
    this.lockSeconds = lockSecondsOf(config);
  }

  async addStatus(tx: EntityManager, accounts: readonly Account[]): Promise<AccountWithStatus[]> {
    if (accounts.length === 0) return [];
    const found = await tx.query<StatusRow[]>(selectStatuses, [accounts.map(({ id }) => id), this.lockSeconds]);
    const statuses = new Map(found.map((row) => [row.account_id, toSignInStatus(row)]));
    return accounts.map((account) => ({ account, status: statuses.get(account.id) ?? unknownStatus }));
  }

  async findByIdOrFail(tx: EntityManager, id: string): Promise<AccountWithStatus> {
    const account = await findByIdOrFail(tx, Account, id);
    const [accountWithStatus] = await this.addStatus(tx, [account]);
    return accountWithStatus ?? { account, status: unknownStatus };
  }
}

/** Limits a list of accounts to those with a sign-in status. */
export function addStatusFilter(
  accounts: SelectQueryBuilder<Account>,
  { isLocked, isEnrolled, unusedSince }: SignInFilter,
  lockSeconds: number | null,
): void {
  if (isLocked === undefined && isEnrolled === undefined && unusedSince === undefined) return;
  accounts.andWhere(hasStatus, {
    lockSeconds,
    isLocked: isLocked ?? null,
    isEnrolled: isEnrolled ?? null,
    unusedSince: unusedSince ?? null,
  });
}

/** Returns the duration of a lock in seconds; null if only an administrator releases it. */
export function lockSecondsOf({ LOCKOUT_RELEASE: release }: Config): number | null {
  return release === 'admin' ? null : release;
}

function toSignInStatus({ locked_at, last_signed_in_at, is_enrolled }: StatusRow): SignInStatus {
  return { lockedAt: locked_at, lastSignedInAt: last_signed_in_at, isEnrolled: is_enrolled };
}
