import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { required } from '../../platform/database/rows.js';
import { Account } from './account.entity.js';

/** Sign-in status of an account. */
export interface Standing {
  readonly lockedAt: Date | null;
  readonly lastSignedInAt: Date | null;
  /** Whether the owner has ever set a password. */
  readonly isEnrolled: boolean;
}

/** Account as its managers see it. */
export interface KeptAccount {
  readonly account: Account;
  readonly standing: Standing;
}

interface Found {
  readonly account_id: string;
  readonly locked_at: Date | null;
  readonly last_signed_in_at: Date | null;
  readonly is_enrolled: boolean;
}

const standingsOf = `
  SELECT account_id, locked_at, last_signed_in_at, is_enrolled
    FROM auth.standings_of($1, make_interval(secs => $2))`;
const unknown: Standing = { lockedAt: null, lastSignedInAt: null, isEnrolled: false };

/** Loader of accounts with their sign-in status. */
@Injectable()
export class AccountStandings {
  /** Duration of a lock in seconds; null if only an administrator releases it. */
  private readonly lockedFor: number | null;

  constructor({ LOCKOUT_RELEASE: release }: Config) {
    this.lockedFor = release === 'admin' ? null : release;
  }

  async with(tx: EntityManager, accounts: readonly Account[]): Promise<KeptAccount[]> {
    if (accounts.length === 0) return [];
    const found = await tx.query<Found[]>(standingsOf, [accounts.map(({ id }) => id), this.lockedFor]);
    const standings = new Map(found.map((row) => [row.account_id, standingOf(row)]));
    return accounts.map((account) => ({ account, standing: standings.get(account.id) ?? unknown }));
  }

  /** Returns the account with its status. Throws 404 if it does not exist or is not visible to the actor. */
  async required(tx: EntityManager, id: string): Promise<KeptAccount> {
    const account = await required(tx, Account, id);
    const [kept] = await this.with(tx, [account]);
    return kept ?? { account, standing: unknown };
  }
}

function standingOf({ locked_at, last_signed_in_at, is_enrolled }: Found): Standing {
  return { lockedAt: locked_at, lastSignedInAt: last_signed_in_at, isEnrolled: is_enrolled };
}
