import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { Account } from './account.entity.js';
import { AccountStatusLoader } from './account-status-loader.js';
import type { InvitationView } from './account.view.js';
import { NotEnrolled, ResetNotOpen } from './accounts.errors.js';
import { accountPolicy } from './accounts.policy.js';
import { FactorReset } from './factor-reset.entity.js';
import type { FactorResetsQuery, RequestFactorReset } from './factor-reset.request.js';
import { factorResetPolicy } from './factor-resets.policy.js';
import { OneTimeLinks } from './one-time-links.js';

const isOpen = `r.approvedAt IS NULL AND r.requestedAt > now() - interval '24 hours'`;

/** Use cases of factor resets. One person requests, another approves, and neither sees a secret. */
@Injectable()
export class FactorResetsService {
  constructor(
    private readonly database: Database,
    private readonly statuses: AccountStatusLoader,
    private readonly links: OneTimeLinks,
  ) {}

  get(actor: Actor, id: string): Promise<FactorReset> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, FactorReset, id));
  }

  list(actor: Actor, query: FactorResetsQuery): Promise<Page<FactorReset>> {
    return this.database.read(actor, (tx) =>
      listPage(tx, queryFactorResets(tx, query), { list: 'factor-resets', query }),
    );
  }

  request(actor: Actor, { accountId, reason }: RequestFactorReset): Promise<FactorReset> {
    const id = newId();
    return this.database.change(actor, { action: 'factor-reset.requested', subject: accountId, reason }, async (tx) => {
      const account = requireAccessible(await tx.findOneBy(Account, { id: accountId }), '/accountId');
      authorize(accountPolicy.manage, actor, account);
      account.requireActive();
      const [accountWithStatus] = await this.statuses.addStatus(tx, [account]);
      if (!accountWithStatus?.status.isEnrolled) throw new NotEnrolled();
      const { taskForceId } = account;
      await tx.insert(FactorReset, { id, taskForceId, accountId, reason, requestedBy: actor.accountId });
      return findByIdOrFail(tx, FactorReset, id);
    });
  }

  /** Removes all credentials of the account at once, and creates a one-time link for its owner. */
  approve(actor: Actor, id: string): Promise<InvitationView> {
    const action = 'factor-reset.approved';
    return this.database.change(actor, { action }, async (tx) => {
      const reset = await findByIdOrFail(tx, FactorReset, id);
      authorize(factorResetPolicy.approve, actor, reset);
      const link = await this.database.change(actor, { action, subject: reset.accountId }, () =>
        this.links.approveReset(tx, id),
      );
      if (!link) throw new ResetNotOpen();
      return link;
    });
  }
}

/** Returns the query of the requests that meet the filters, the latest first. */
export function queryFactorResets(
  tx: EntityManager,
  { open }: Omit<FactorResetsQuery, keyof PageQuery>,
): SelectQueryBuilder<FactorReset> {
  const resets = tx.createQueryBuilder(FactorReset, 'r').orderBy('r.id', 'DESC');
  if (open !== undefined) resets.andWhere(open ? `(${isOpen})` : `NOT (${isOpen})`);
  return resets;
}
