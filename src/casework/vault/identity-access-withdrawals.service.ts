import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Account } from '../../organization/accounts/account.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityAccessWithdrawal } from './identity-access-withdrawal.entity.js';
import type { IdentityAccessWithdrawalsQuery, WithdrawIdentityAccess } from './identity-access-withdrawal.request.js';
import { NameScanner } from './name-scanner.js';
import { AccessRestored, RestorationNotRequested } from './vault.errors.js';
import { accessPolicy, accountPolicy } from './vault.policy.js';

const restoreAccess = 'SELECT vault.restore_access($1, $2) AS restored';

/** Withdraws and restores access to identities. One person requests restoration, and another approves it. */
@Injectable()
export class IdentityAccessWithdrawalsService {
  constructor(
    private readonly database: Database,
    private readonly names: NameScanner,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<IdentityAccessWithdrawal> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, IdentityAccessWithdrawal, id));
  }

  list(actor: Actor, query: IdentityAccessWithdrawalsQuery): Promise<Page<IdentityAccessWithdrawal>> {
    return this.database.read(actor, (tx) =>
      listPage(tx, queryWithdrawals(tx, query), { list: 'identity-access-withdrawals', query }),
    );
  }

  withdraw(actor: Actor, { accountId, reason }: WithdrawIdentityAccess): Promise<IdentityAccessWithdrawal> {
    const id = newId();
    const change = { action: 'identity-access.withdrawn', subject: accountId, reason };
    return this.database.change(actor, change, async (tx) => {
      const account = await tx.findOneBy(Account, { id: accountId });
      if (!account?.taskForceId) throw InvalidInput.forPath('/accountId', 'does not exist or is not accessible');
      authorize(accountPolicy.withdraw, actor, account);
      const { taskForceId } = account;
      await this.names.requireNoNames(actor, { taskForceId, complaintId: null }, { reason });
      const [withdrawnBy, withdrawnAt] = [actor.accountId, this.clock.now()];
      await tx.insert(IdentityAccessWithdrawal, { id, taskForceId, accountId, reason, withdrawnBy, withdrawnAt });
      return findByIdOrFail(tx, IdentityAccessWithdrawal, id);
    });
  }

  requestRestoration(actor: Actor, id: string, version: number, reason: string): Promise<IdentityAccessWithdrawal> {
    const change = { action: 'identity-access.restoration-requested', reason };
    return this.database.change(actor, change, async (tx) => {
      const withdrawal = await lockForUpdate(tx, IdentityAccessWithdrawal, id, version);
      authorize(accessPolicy.requestRestoration, actor, withdrawal);
      const { taskForceId } = withdrawal;
      await this.names.requireNoNames(actor, { taskForceId, complaintId: null }, { reason });
      withdrawal.requestRestoration(actor.accountId, this.clock.now(), reason);
      return tx.save(withdrawal);
    });
  }

  restore(actor: Actor, id: string, version: number): Promise<IdentityAccessWithdrawal> {
    return this.database.change(actor, { action: 'identity-access.restored' }, async (tx) => {
      const withdrawal = await lockForUpdate(tx, IdentityAccessWithdrawal, id, version);
      authorize(accessPolicy.restore, actor, withdrawal);
      if (withdrawal.restoredAt) throw new AccessRestored();
      const [row] = await tx.query<{ restored: boolean }[]>(restoreAccess, [id, this.clock.now()]);
      if (!row?.restored) throw new RestorationNotRequested();
      return findByIdOrFail(tx, IdentityAccessWithdrawal, id);
    });
  }
}

/** Returns the query of the withdrawals that meet the filters, the latest first. */
export function queryWithdrawals(
  tx: EntityManager,
  { restored, restorationRequested }: Omit<IdentityAccessWithdrawalsQuery, keyof PageQuery>,
): SelectQueryBuilder<IdentityAccessWithdrawal> {
  const withdrawals = tx.createQueryBuilder(IdentityAccessWithdrawal, 'w').orderBy('w.id', 'DESC');
  if (restored !== undefined) withdrawals.andWhere(restored ? 'w.restoredAt IS NOT NULL' : 'w.restoredAt IS NULL');
  if (restorationRequested !== undefined)
    withdrawals.andWhere(
      restorationRequested ? 'w.restorationRequestedAt IS NOT NULL' : 'w.restorationRequestedAt IS NULL',
    );
  return withdrawals;
}
