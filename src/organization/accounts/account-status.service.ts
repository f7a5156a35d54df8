import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { withCommittedEntry } from '../../platform/http/committed-refusals.js';
import { StaleVersion } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { Account } from './account.entity.js';
import { parseExpiry, requireAccessibleSeat, toSeatColumns } from './seat-validation.js';
import { AccountStatusLoader, type AccountWithStatus } from './account-status-loader.js';
import type { ChangeRole, EnableAccount, NoteTraining } from './account-status.request.js';
import { AlreadyApproved, NamedInCases, NotLocked } from './accounts.errors.js';
import type { AccountTitle } from './accounts.enums.js';
import { accountPolicy } from './accounts.policy.js';

/**
 * Use cases that change the status of an account: role and seat, title, disabling and enabling, training, locks,
 * approval.
 */
@Injectable()
export class AccountStatusService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly statuses: AccountStatusLoader,
  ) {}

  changeRole(actor: Actor, id: string, version: number, change: ChangeRole): Promise<AccountWithStatus> {
    const { role, seat, reason } = change;
    return this.database.change(actor, { action: 'account.role-changed', subject: id, reason }, async (tx) => {
      const account = await lockForChange(tx, actor, id, version);
      const columns = toSeatColumns(seat);
      await requireAccessibleSeat(tx, actor, columns);
      if (columns.taskForceId !== account.taskForceId) await requireNotNamedInCases(tx, id);
      account.changeRole(role, columns);
      await tx.save(account);
      return this.statuses.findByIdOrFail(tx, id);
    });
  }

  disable(actor: Actor, id: string, version: number, reason: string): Promise<AccountWithStatus> {
    return this.database.change(actor, { action: 'account.disabled', subject: id, reason }, async (tx) => {
      const account = await lockForChange(tx, actor, id, version);
      account.disable(this.clock.now(), reason);
      await tx.save(account);
      return this.statuses.findByIdOrFail(tx, id);
    });
  }

  enable(actor: Actor, id: string, version: number, { reason, endsAt }: EnableAccount): Promise<AccountWithStatus> {
    return this.database.change(actor, { action: 'account.enabled', subject: id, reason }, async (tx) => {
      const account = await lockForChange(tx, actor, id, version);
      account.enable(await parseExpiry(tx, endsAt));
      await tx.save(account);
      return this.statuses.findByIdOrFail(tx, id);
    });
  }

  recordTraining(actor: Actor, id: string, version: number, training: NoteTraining): Promise<AccountWithStatus> {
    const { trainedUntil, reason } = training;
    return this.database.change(actor, { action: 'account.training-noted', subject: id, reason }, async (tx) => {
      const account = await lockForChange(tx, actor, id, version);
      account.trainedUntil = trainedUntil;
      await tx.save(account);
      return this.statuses.findByIdOrFail(tx, id);
    });
  }

  setTitle(actor: Actor, id: string, version: number, title: AccountTitle | null): Promise<AccountWithStatus> {
    return this.database.change(actor, { action: 'account.title-set', subject: id }, async (tx) => {
      const account = await lockForChange(tx, actor, id, version);
      account.title = title;
      await tx.save(account);
      return this.statuses.findByIdOrFail(tx, id);
    });
  }

  /**
   * Approves the account as the second person, with the role and seat that this person has read. Postgres decides the right
   * to approve.
   */
  approve(actor: Actor, id: string, version: number): Promise<AccountWithStatus> {
    return this.database.change(actor, { action: 'account.approved', subject: id }, async (tx) => {
      authorize(accountPolicy.manage, actor, await findByIdOrFail(tx, Account, id));
      const [row] = await tx.query<{ approved: boolean }[]>('SELECT auth.approve_account($1) AS approved', [id]);
      if (!row?.approved) throw new AlreadyApproved();
      const approved = await this.statuses.findByIdOrFail(tx, id);
      // The function has locked the account and raised its version. A supervisor may not lock it before.
      const current = approved.account.version - 1;
      if (current !== version) throw new StaleVersion(version, current);
      return approved;
    });
  }

  releaseLock(actor: Actor, id: string, reason: string): Promise<AccountWithStatus> {
    return this.database.change(actor, { action: 'account.unlocked', subject: id, reason }, async (tx) => {
      authorize(accountPolicy.manage, actor, await findByIdOrFail(tx, Account, id));
      const [row] = await tx.query<{ released: boolean }[]>('SELECT auth.release_lock($1) AS released', [id]);
      if (!row?.released) throw new NotLocked();
      return this.statuses.findByIdOrFail(tx, id);
    });
  }
}

/**
 * Locks an account for a change. Row security lets no account lock itself, so the policy runs first: a reader gets 403
 * instead of 404.
 */
async function lockForChange(tx: EntityManager, actor: Actor, id: string, version: number): Promise<Account> {
  authorize(accountPolicy.manage, actor, await findByIdOrFail(tx, Account, id));
  return lockForUpdate(tx, Account, id, version);
}

const noteRefusal = `SELECT audit.note('account-cases.disclosed', $1, 'refused')`;

/**
 * Rejects the move of an account that cases name, which its administrator cannot see. The trail entry of the refusal is
 * committed.
 */
async function requireNotNamedInCases(tx: EntityManager, id: string): Promise<void> {
  const [row] = await tx.query<{ named: boolean }[]>('SELECT app.is_named_in_cases($1) AS named', [id]);
  if (row?.named) throw withCommittedEntry(new NamedInCases(), (separateTx) => separateTx.query(noteRefusal, [id]));
}
