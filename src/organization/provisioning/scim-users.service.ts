import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail, insertOrIgnore, lockForUpdate, selectEntities } from '../../platform/database/rows.js';
import { NotFound } from '../../platform/http/problems.js';
import { isId, newId } from '../../platform/ids/ids.js';
import { Clock } from '../../platform/time/clock.js';
import { firstStateOf, ProvisionedUser, type UserFacts } from './provisioned-user.entity.js';
import { maxUsersOfSeat } from './provisioning.enums.js';
import { TooManyUsers, UserNameTaken } from './provisioning.errors.js';
import { parseFilter, type FilterCondition } from './scim-filter.js';
import { patchScimUser } from './scim-patch.js';
import { readScimUser, type JsonObject, type ScimUserInput } from './scim-user.js';
import type { ScimPage } from './scim-users.view.js';

const lockUser = 'SELECT FROM app.provisioned_users WHERE id = $1 FOR UPDATE';
const countUsers = 'SELECT count(*)::integer AS count FROM app.provisioned_users';
const isNameTaken = 'SELECT FROM app.provisioned_users WHERE lower(user_name) = lower($1) AND id <> $2';
const deleteUser = 'SELECT app.delete_provisioned_user($1) AS deleted';

const maxPage = 200;
const conditionOf: Readonly<Record<FilterCondition['field'], string>> = {
  id: 'u.id = :id',
  userName: 'lower(u.userName) = lower(:userName)',
  externalId: 'u.externalId = :externalId',
  email: 'lower(u.email) = lower(:email)',
  isActive: 'u.isActive = :isActive',
};

export interface ScimListRequest {
  readonly filter: string | undefined;
  readonly startIndex: number | undefined;
  readonly count: number | undefined;
}

/**
 * Use cases of an identity provider with its machine key. Each user is a proposal: nothing here creates, renames or enables an
 * account. Only the end of a user acts at once.
 */
@Injectable()
export class ScimUsersService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<ProvisionedUser> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, ProvisionedUser, id));
  }

  list(actor: Actor, { filter, startIndex: first = 1, count = maxPage }: ScimListRequest): Promise<ScimPage> {
    const conditions = filter === undefined ? [] : parseFilter(filter);
    const startIndex = Math.max(first, 1);
    return this.database.read(actor, async (tx) => {
      const users = queryUsers(tx, conditions);
      if (!users) return { users: [], total: 0, startIndex };
      const total = await users.getCount();
      const page = users.offset(startIndex - 1).limit(Math.min(Math.max(count, 0), maxPage));
      return { users: await selectEntities(tx, page), total, startIndex };
    });
  }

  create(actor: Actor, body: JsonObject): Promise<ProvisionedUser> {
    const { facts, isActive } = readScimUser(body);
    const id = newId();
    return this.database.change(actor, { action: 'provisioned-user.proposed', subject: id }, async (tx) => {
      const [row] = await tx.query<{ count: number }[]>(countUsers);
      if ((row?.count ?? 0) >= maxUsersOfSeat) throw new TooManyUsers();
      const now = this.clock.now();
      const user = await insertOrIgnore(tx, ProvisionedUser, {
        id,
        ...seatColumnsOf(actor),
        ...facts,
        isActive: isActive ?? true,
        state: firstStateOf(isActive ?? true),
        receivedAt: now,
        changedAt: now,
      });
      if (!user) throw new UserNameTaken();
      return user;
    });
  }

  replace(actor: Actor, id: string, version: number | null, body: JsonObject): Promise<ProvisionedUser> {
    const input = readScimUser(body);
    return this.update(actor, id, version, () => input);
  }

  patch(actor: Actor, id: string, version: number | null, body: JsonObject): Promise<ProvisionedUser> {
    return this.update(actor, id, version, (user) => patchScimUser(user, body));
  }

  /** Deletes the user and disables the linked account. */
  delete(actor: Actor, id: string, version: number | null): Promise<void> {
    return this.database.change(actor, { action: 'provisioned-user.deleted', subject: id }, async (tx) => {
      await lock(tx, id, version);
      const [row] = await tx.query<{ deleted: boolean }[]>(deleteUser, [id]);
      if (!row?.deleted) throw new NotFound();
    });
  }

  private update(
    actor: Actor,
    id: string,
    version: number | null,
    readInput: (user: ProvisionedUser) => ScimUserInput | Promise<ScimUserInput>,
  ): Promise<ProvisionedUser> {
    return this.database.change(actor, { action: 'provisioned-user.changed', subject: id }, async (tx) => {
      const user = await lock(tx, id, version);
      const { facts, isActive: sent } = await readInput(user);
      const { isActive: wasActive } = user;
      const isActive = sent ?? wasActive;
      if (isActive === wasActive && isUnchanged(user, facts)) return user;
      if (facts.userName !== user.userName) await requireFreeName(tx, facts.userName, id);
      user.update(facts, isActive, this.clock.now());
      // The end of a linked user disables the account. That may be the account of the key's owner, so the session may have ended after this.
      return this.database.change(actor, { action: actionOf(wasActive, isActive), subject: id }, () => tx.save(user));
    });
  }
}

/** Returns the query of the users that meet the conditions; null if none can, because an id is not one. */
function queryUsers(
  tx: EntityManager,
  conditions: readonly FilterCondition[],
): SelectQueryBuilder<ProvisionedUser> | null {
  const users = tx.createQueryBuilder(ProvisionedUser, 'u').orderBy('u.id');
  for (const { field, value } of conditions) {
    if (field === 'id' && !isId(value)) return null;
    users.andWhere(conditionOf[field], { [field]: value });
  }
  return users;
}

async function lock(tx: EntityManager, id: string, version: number | null): Promise<ProvisionedUser> {
  if (version !== null) return lockForUpdate(tx, ProvisionedUser, id, version);
  await tx.query(lockUser, [id]);
  return findByIdOrFail(tx, ProvisionedUser, id);
}

async function requireFreeName(tx: EntityManager, userName: string, id: string): Promise<void> {
  if ((await tx.query<unknown[]>(isNameTaken, [userName, id])).length > 0) throw new UserNameTaken();
}

function seatColumnsOf({ seat }: Actor): Pick<ProvisionedUser, 'taskForceId' | 'agencyId'> {
  if (seat.level === 'national')
    throw new Error('A machine key of the national seat has the scope of an identity provider');
  return { taskForceId: seat.taskForceId, agencyId: seat.level === 'agency' ? seat.agencyId : null };
}

function isUnchanged(user: ProvisionedUser, facts: UserFacts): boolean {
  return (Object.keys(facts) as (keyof UserFacts)[]).every((name) => user[name] === facts[name]);
}

function actionOf(wasActive: boolean, isActive: boolean): string {
  if (wasActive === isActive) return 'provisioned-user.changed';
  return isActive ? 'provisioned-user.returned' : 'provisioned-user.left';
}
