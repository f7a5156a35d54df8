import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { authorize } from '../../access/policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { listPage } from '../../platform/database/list-page.js';
import { findByIdOrFail, lockForUpdate } from '../../platform/database/rows.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { newId } from '../../platform/ids/ids.js';
import { Clock } from '../../platform/time/clock.js';
import { Account, type SeatColumns } from '../accounts/account.entity.js';
import type { CreateAccount } from '../accounts/account.request.js';
import { AlreadyDisabled } from '../accounts/accounts.errors.js';
import { accountPolicy } from '../accounts/accounts.policy.js';
import { insertAccount } from '../accounts/build-account.js';
import { toSeatColumns } from '../accounts/seat-validation.js';
import { ProvisionedUser } from './provisioned-user.entity.js';
import type { ProvisionedUsersQuery } from './provisioned-user.request.js';
import type { UserWithMatch } from './provisioned-user.view.js';
import { AccountHasUser } from './provisioning.errors.js';

const selectMatches = `
  SELECT u.id AS user_id, a.id AS account_id
    FROM app.provisioned_users u
    JOIN app.accounts a ON a.email = lower(coalesce(u.email, u.user_name)) AND a.disabled_at IS NULL AND a.task_force_id = u.task_force_id
                       AND (u.agency_id IS NULL OR a.agency_id = u.agency_id)
   WHERE u.id = ANY ($1) AND u.state <> 'linked'
     AND NOT EXISTS (SELECT FROM app.provisioned_users l WHERE l.account_id = a.id AND l.state = 'linked')`;

const lockAccount = 'SELECT FROM app.accounts WHERE id = $1 FOR NO KEY UPDATE';

/** Use cases of administrators: the decisions on users that identity providers send. Postgres limits each to the seat. */
@Injectable()
export class ProvisionedUsersService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<UserWithMatch> {
    return this.database.read(actor, (tx) => findWithMatch(tx, id));
  }

  list(actor: Actor, query: ProvisionedUsersQuery): Promise<Page<UserWithMatch>> {
    return this.database.read(actor, async (tx) => {
      const page = await listPage(tx, queryProvisionedUsers(tx, query), { list: 'provisioned-users', query });
      return { ...page, items: await addMatches(tx, page.items) };
    });
  }

  /** Creates an account for the user by the rules of any account, and links it. */
  accept(actor: Actor, id: string, version: number, input: CreateAccount): Promise<UserWithMatch> {
    const accountId = newId();
    return this.database.change(actor, { action: 'account.created', subject: accountId }, async (tx) => {
      const user = await lockForUpdate(tx, ProvisionedUser, id, version);
      requireAtOrBelow(user, toSeatColumns(input.seat), '/seat');
      user.link(accountId, actor.accountId, this.clock.now());
      await insertAccount(tx, actor, accountId, input);
      return this.saveAs(actor, 'provisioned-user.accepted', null, user);
    });
  }

  link(actor: Actor, id: string, version: number, accountId: string): Promise<UserWithMatch> {
    return this.database.change(actor, { action: 'provisioned-user.linked', subject: id }, async (tx) => {
      const user = await lockForUpdate(tx, ProvisionedUser, id, version);
      // A move or an end of the account waits for the link, and then ends it. Another link waits, and is refused.
      await tx.query(lockAccount, [accountId]);
      const account = requireAccessible(await tx.findOneBy(Account, { id: accountId }), '/accountId');
      authorize(accountPolicy.manage, actor, account);
      requireAtOrBelow(user, account, '/accountId');
      if (account.disabledAt) throw new AlreadyDisabled();
      user.link(accountId, actor.accountId, this.clock.now());
      if (await tx.existsBy(ProvisionedUser, { accountId, state: 'linked' })) throw new AccountHasUser();
      await tx.save(user);
      return findWithMatch(tx, id);
    });
  }

  unlink(actor: Actor, id: string, version: number, reason: string): Promise<UserWithMatch> {
    return this.database.change(actor, { action: 'provisioned-user.unlinked', subject: id, reason }, async (tx) => {
      const user = await lockForUpdate(tx, ProvisionedUser, id, version);
      user.unlink(actor.accountId, this.clock.now());
      await tx.save(user);
      return findWithMatch(tx, id);
    });
  }

  reject(actor: Actor, id: string, version: number, reason: string): Promise<UserWithMatch> {
    return this.database.change(actor, { action: 'provisioned-user.rejected', subject: id, reason }, async (tx) => {
      const user = await lockForUpdate(tx, ProvisionedUser, id, version);
      user.reject(actor.accountId, this.clock.now());
      await tx.save(user);
      return findWithMatch(tx, id);
    });
  }

  private saveAs(actor: Actor, action: string, reason: string | null, user: ProvisionedUser): Promise<UserWithMatch> {
    return this.database.change(actor, { action, subject: user.id, reason }, async (tx) => {
      await tx.save(user);
      return findWithMatch(tx, user.id);
    });
  }
}

/** Returns the query of the users that meet the filters, oldest first. */
export function queryProvisionedUsers(
  tx: EntityManager,
  { state, agencyId }: Omit<ProvisionedUsersQuery, keyof PageQuery>,
): SelectQueryBuilder<ProvisionedUser> {
  const users = tx.createQueryBuilder(ProvisionedUser, 'u').orderBy('u.id');
  if (state) users.andWhere('u.state = :state', { state });
  if (agencyId) users.andWhere('u.agencyId = :agencyId', { agencyId });
  return users;
}

async function findWithMatch(tx: EntityManager, id: string): Promise<UserWithMatch> {
  const user = await findByIdOrFail(tx, ProvisionedUser, id);
  const [found] = await addMatches(tx, [user]);
  return found ?? { user, matchingAccountId: null };
}

async function addMatches(tx: EntityManager, users: readonly ProvisionedUser[]): Promise<UserWithMatch[]> {
  if (users.length === 0) return [];
  const ids = users.map(({ id }) => id);
  const rows = await tx.query<{ user_id: string; account_id: string }[]>(selectMatches, [ids]);
  const matches = new Map(rows.map((row) => [row.user_id, row.account_id]));
  return users.map((user) => ({ user, matchingAccountId: matches.get(user.id) ?? null }));
}

/** Rejects an account beyond the seat of the provider, which could not end it. */
function requireAtOrBelow(user: SeatColumns, account: SeatColumns, pointer: string): void {
  const isAtOrBelow =
    account.taskForceId === user.taskForceId && (user.agencyId === null || account.agencyId === user.agencyId);
  if (!isAtOrBelow) throw InvalidInput.forPath(pointer, 'must be at or below the seat of the identity provider');
}
