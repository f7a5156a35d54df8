import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { authorize } from '../platform/access/policy.js';
import { SessionToken } from '../platform/access/session-token.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { locked, required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import { Account } from './account.entity.js';
import type { AccountsQuery, CreateAccount, InvitationView, SeatInput } from './accounts.contract.js';
import { AlreadyDisabled } from './accounts.errors.js';
import { accountPolicy } from './accounts.policy.js';

const invitationHours = 72;
const notThere = 'names something that is not there for you';

/** Accounts as admins keep them: created, invited, disabled. Postgres keeps everyone to their seat and below. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tokens: SessionToken,
    private readonly config: Config,
  ) {}

  get(actor: Actor, id: string): Promise<Account> {
    return this.database.read(actor, (tx) => required(tx, Account, id));
  }

  list(actor: Actor, query: AccountsQuery): Promise<Page<Account>> {
    const { role, disabled, limit } = query;
    const keyset = new Keyset('accounts', query, ['id']);
    const after = keyset.after(query.cursor);
    return this.database.read(actor, async (tx) => {
      const accounts = tx.createQueryBuilder(Account, 'a').orderBy('a.id');
      if (role) accounts.andWhere('a.role = :role', { role });
      if (disabled !== undefined) accounts.andWhere(disabled ? 'a.disabledAt IS NOT NULL' : 'a.disabledAt IS NULL');
      if (after) accounts.andWhere('a.id > :id', { id: after[0] });
      return pageOf(await accounts.limit(limit + 1).getMany(), limit, ({ id }) => keyset.cursorOf([id]));
    });
  }

  /** The account cannot sign in before its owner has set a password by the link of an invitation. */
  create(actor: Actor, { email, name, role, seat }: CreateAccount): Promise<Account> {
    const id = newId();
    return this.database.change(actor, { action: 'account.created', subject: id }, async (tx) => {
      const account = tx.create(Account, { id, email: email.toLowerCase(), name, role, ...seatColumns(seat) });
      await requireThere(tx, actor, account);
      await tx.insert(Account, account);
      return required(tx, Account, id);
    });
  }

  /** A one-time link for the account's owner. A link given before is void. */
  invite(actor: Actor, id: string): Promise<InvitationView> {
    const { token, hash } = this.tokens.make();
    return this.database.change(actor, { action: 'account.invited', subject: id }, async (tx) => {
      const account = await required(tx, Account, id);
      authorize(accountPolicy.keep, actor, account);
      if (account.disabledAt) throw new AlreadyDisabled();
      const [row] = await tx.query<{ expires_at: Date }[]>(
        'SELECT auth.invite($1, $2, make_interval(hours => $3)) AS expires_at',
        [id, hash, invitationHours],
      );
      if (!row) throw new Error('An invitation has an end');
      return { link: `${this.config.publicUrl}/welcome#invite=${token}`, expiresAt: row.expires_at.toISOString() };
    });
  }

  disable(actor: Actor, id: string, version: number, reason: string): Promise<Account> {
    return this.database.change(actor, { action: 'account.disabled', subject: id, reason }, async (tx) => {
      const account = await locked(tx, Account, id, version);
      authorize(accountPolicy.keep, actor, account);
      account.disable(this.clock.now(), reason);
      return tx.save(account);
    });
  }
}

/** 422 at what is not there for whoever seats somebody: another task force and its agencies, or nothing at all. */
async function requireThere(tx: EntityManager, { seat }: Actor, { taskForceId, agencyId }: Account): Promise<void> {
  if (taskForceId === null) return;
  const isAbove = seat.at === 'national' || seat.taskForceId === taskForceId.toLowerCase();
  if (!isAbove || !(await tx.existsBy(TaskForce, { id: taskForceId }))) {
    throw InvalidInput.at('/seat/taskForceId', notThere);
  }
  if (agencyId !== null && !(await tx.existsBy(Agency, { id: agencyId, taskForceId }))) {
    throw InvalidInput.at('/seat/agencyId', notThere);
  }
}

function seatColumns({
  at,
  taskForceId = null,
  agencyId = null,
}: SeatInput): Pick<Account, 'taskForceId' | 'agencyId'> {
  if (at !== 'national' && taskForceId === null)
    throw InvalidInput.at('/seat/taskForceId', 'has to be named for this seat');
  if (at === 'national' && taskForceId !== null)
    throw InvalidInput.at('/seat/taskForceId', 'is not named for this seat');
  if (at === 'agency' && agencyId === null) throw InvalidInput.at('/seat/agencyId', 'has to be named for this seat');
  if (at !== 'agency' && agencyId !== null) throw InvalidInput.at('/seat/agencyId', 'is not named for this seat');
  return { taskForceId, agencyId };
}
