import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/ids.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { Account } from './account.entity.js';
import { insertAccount } from './build-account.js';
import { AccountStatusLoader, addStatusFilter, type AccountWithStatus } from './account-status-loader.js';
import type { AccountsQuery, CreateAccount } from './account.request.js';
import type { InvitationView } from './account.view.js';
import { AlreadyEnrolled } from './accounts.errors.js';
import { accountPolicy } from './accounts.policy.js';
import { OneTimeLinks } from './one-time-links.js';

/** Use cases of account management. Postgres limits each caller to the accounts at or below the seat. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly statuses: AccountStatusLoader,
    private readonly links: OneTimeLinks,
  ) {}

  get(actor: Actor, id: string): Promise<AccountWithStatus> {
    return this.database.read(actor, (tx) => this.statuses.findByIdOrFail(tx, id));
  }

  list(actor: Actor, query: AccountsQuery): Promise<Page<AccountWithStatus>> {
    return this.database.read(actor, async (tx) => {
      const accounts = queryAccounts(tx, query, this.statuses.lockSeconds);
      const page = await listPage(tx, accounts, { list: 'accounts', query });
      return { ...page, items: await this.statuses.addStatus(tx, page.items) };
    });
  }

  create(actor: Actor, input: CreateAccount): Promise<AccountWithStatus> {
    const id = newId();
    return this.database.change(actor, { action: 'account.created', subject: id }, async (tx) => {
      await insertAccount(tx, actor, id, input);
      return this.statuses.findByIdOrFail(tx, id);
    });
  }

  invite(actor: Actor, id: string): Promise<InvitationView> {
    return this.database.change(actor, { action: 'account.invited', subject: id }, async (tx) => {
      const account = await findByIdOrFail(tx, Account, id);
      authorize(accountPolicy.manage, actor, account);
      account.requireActive();
      const invitation = await this.links.invite(tx, id);
      if (!invitation) throw new AlreadyEnrolled();
      return invitation;
    });
  }
}

/** Returns the query of the accounts that meet the filters. A lock of a number of seconds ends by itself. */
export function queryAccounts(
  tx: EntityManager,
  query: Omit<AccountsQuery, keyof PageQuery>,
  lockSeconds: number | null,
): SelectQueryBuilder<Account> {
  const { role, disabled, awaitingApproval, q, agencyId, trainingEndsBefore } = query;
  const accounts = tx.createQueryBuilder(Account, 'a').orderBy('a.id');
  if (role) accounts.andWhere('a.role = :role', { role });
  if (disabled !== undefined) accounts.andWhere(disabled ? 'a.disabledAt IS NOT NULL' : 'a.disabledAt IS NULL');
  if (awaitingApproval !== undefined)
    accounts.andWhere(awaitingApproval ? 'a.approvedAt IS NULL' : 'a.approvedAt IS NOT NULL');
  if (q) accounts.andWhere('(strpos(lower(a.name), lower(:q)) > 0 OR strpos(a.email, lower(:q)) > 0)', { q });
  if (agencyId) accounts.andWhere('a.agencyId = :agencyId', { agencyId });
  if (trainingEndsBefore) accounts.andWhere('a.trainedUntil < :trainingEndsBefore', { trainingEndsBefore });
  addStatusFilter(accounts, query, lockSeconds);
  return accounts;
}
