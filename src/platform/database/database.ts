import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type EntityTarget } from 'typeorm';
import { seatOf, type Actor, type Role } from '../actor/actor.js';
import type { Caller } from '../actor/caller.js';
import { findDatabaseFault, isOutage } from '../http/postgres-problems.js';
import { NotSignedIn } from '../http/problems.js';
import { selectById, type Row } from './rows.js';
import { awaitBoth, Transaction } from './transaction.js';
import { WriteOutcomes } from './write-outcomes.js';

export interface Change {
  readonly action: string;
  readonly subject?: string;
  readonly reason?: string | null;
}

export interface TransactionRequest extends Caller {
  readonly isReadOnly: boolean;
}

/** Record that a transaction reads first. */
export interface FirstRecord {
  readonly entity: EntityTarget<Row>;
  readonly id: string;
}

export interface AuditedRecords {
  readonly records: readonly string[];
  readonly complaints?: readonly string[];
}

/** Handle that re-opens a session after its request's transaction has ended. */
export interface SessionHandle extends Caller {
  readonly session: Buffer;
}

export interface RefusalDetails {
  readonly subject?: string | null;
  readonly reason?: string;
}

export type Work<T> = (tx: EntityManager) => Promise<T>;

interface OpenTransaction extends TransactionRequest {
  /** Whether the transaction has to write: it is a change or an audited read. */
  isWriting: boolean;
  /** Whether it is a change. */
  isChanging: boolean;
  readonly transaction: Transaction;
  readonly session: Buffer;
}

interface SessionRow {
  readonly account_id: string;
  readonly session_id: string;
  readonly role: Role;
  readonly task_force_id: string | null;
  readonly agency_id: string | null;
  readonly scopes: readonly string[] | null;
  readonly is_stepped_up: boolean;
}

const sessionColumns = 'account_id, session_id, role, task_force_id, agency_id, scopes, is_stepped_up';
const beginSession = `SELECT ${sessionColumns} FROM auth.begin_request($1, $2, $3, $4)`;
const beginInBackground = `SELECT ${sessionColumns} FROM auth.begin_background_request($1, $2, $3, $4)`;
const lockSchema = 'SELECT auth.lock_schema()';
const beginDailyMail = `SELECT ${sessionColumns} FROM auth.begin_daily_mail($1, $2)`;
/** Row security hides every row from a session that has ended, so this is asked after the work. */
const isSessionOpen = 'SELECT (auth.session()).id IS NOT NULL AS open';
const noteRefusal = `SELECT audit.note($1, $2, 'refused', $3)`;
const noteRead = 'SELECT audit.log_read($1, $2, $3)';
const beginChange = 'SELECT audit.begin_change($1, $2, $3, $4)';

/**
 * Access to the data. A request's transaction starts with a statement that identifies the session. Row security applies
 * to every later statement.
 */
@Injectable()
export class Database {
  private readonly openTransactions = new WeakMap<Actor, OpenTransaction>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteOutcomes,
  ) {}

  /**
   * Begins the transaction of the session's account. Returns null without a transaction for an unknown session. The
   * statement of a first record travels with that of the session, which Postgres runs before.
   */
  begin(session: Buffer, begun: TransactionRequest, first: FirstRecord | null = null): Promise<Actor | null> {
    const statement = begun.isBackground === true ? beginInBackground : beginSession;
    return this.beginBy(statement, [session, begun.isReadOnly, begun.requestId, begun.address], session, begun, first);
  }

  /** Runs work in a read-only transaction, in which Postgres rejects every write. */
  async read<T>(actor: Actor, work: Work<T>): Promise<T> {
    const { isReadOnly, transaction } = this.transactionOf(actor);
    if (!isReadOnly) transaction.client.prefixNext('SET TRANSACTION READ ONLY');
    return work(transaction.manager);
  }

  /**
   * Runs an audited read of data about people. Its entry is part of the same transaction, committed before the
   * response: without the entry there is no response.
   */
  async auditedRead<T>(actor: Actor, action: string, work: Work<T>, seen: (found: T) => AuditedRecords): Promise<T> {
    const { isReadOnly, transaction } = this.transactionOf(actor);
    if (isReadOnly)
      throw new Error(
        'Database.auditedRead was called on a route whose permission is missing in auditedReads (access/permissions.ts)',
      );
    this.transactionOf(actor).isWriting = true;
    const found = await work(transaction.manager);
    const { records, complaints = [] } = seen(found);
    await transaction.manager.query(noteRead, [action, records, complaints]);
    return found;
  }

  /** Runs work under an action and a reason. Triggers write both to the trail with every row, or reject the row. */
  async change<T>(actor: Actor, { action, subject, reason }: Change, work: Work<T>): Promise<T> {
    const begun = this.transactionOf(actor);
    const { transaction, requestId } = begun;
    begun.isWriting = true;
    begun.isChanging = true;
    transaction.client.pipelineNext();
    const naming = transaction.client.query(beginChange, [action, subject ?? null, reason ?? null, requestId]);
    return awaitBoth(naming, work(transaction.manager));
  }

  /** Runs work without a session, for housekeeping. No row of the record is visible in it. */
  async runAsSystem<T>(work: Work<T>): Promise<T> {
    const transaction = await Transaction.acquire(this.dataSource);
    try {
      transaction.client.pipelineNext();
      transaction.client.prefixNext('BEGIN');
      const result = await awaitBoth(transaction.client.query(lockSchema), work(transaction.manager));
      await transaction.commit();
      return result;
    } catch (fault) {
      await transaction.rollback();
      throw fault;
    }
  }

  /**
   * Runs read-only work in a session without a request's transaction, such as one that has just been opened. Throws NotSignedIn
   * if the session ended before or during the work, which may then have seen a part of the rows.
   */
  async runAs<T>(session: Buffer, caller: Caller, work: (actor: Actor) => Promise<T>): Promise<T> {
    const actor = await this.begin(session, { ...caller, isReadOnly: true });
    if (!actor) throw new NotSignedIn();
    try {
      const result = await work(actor);
      const [state] = await this.managerOf(actor).query<{ readonly open: boolean }[]>(isSessionOpen);
      if (state?.open !== true) throw new NotSignedIn();
      return result;
    } finally {
      await this.rollback(actor);
    }
  }

  /**
   * Runs read-only work as the account of a daily mail, by the ticket of its claim, and rolls its session back. Returns null
   * for an unknown ticket, and for an account that may not sign in.
   */
  async runAsDailyMailReader<T>(
    ticket: Buffer,
    requestId: string,
    work: (actor: Actor) => Promise<T>,
  ): Promise<T | null> {
    const begun = { requestId, address: '', isReadOnly: true };
    const actor = await this.beginBy(beginDailyMail, [ticket, requestId], ticket, begun);
    if (!actor) return null;
    try {
      return await work(actor);
    } finally {
      await this.rollback(actor);
    }
  }

  /** Returns the handle for later transactions of the actor. Each of them identifies the session again. */
  handleOf(actor: Actor): SessionHandle {
    const { session, requestId, address, isBackground } = this.transactionOf(actor);
    return { session, requestId, address, isBackground };
  }

  /** Runs a change after the request's transaction, such as the record of a completed download. */
  async runInNewTransaction<T>({ session, ...caller }: SessionHandle, work: (actor: Actor) => Promise<T>): Promise<T> {
    const actor = await this.begin(session, { ...caller, isReadOnly: false });
    if (!actor) throw new NotSignedIn();
    try {
      const result = await work(actor);
      await this.commit(actor);
      return result;
    } catch (fault) {
      this.recordFailure(actor, fault);
      throw fault;
    } finally {
      await this.rollback(actor);
    }
  }

  /** Returns the entity manager for statements outside the record, such as the idempotency key. */
  managerOf(actor: Actor): EntityManager {
    return this.transactionOf(actor).transaction.manager;
  }

  /** Records a fault that ends the open transaction, if Postgres could keep no write of it. */
  recordFailure(actor: Actor, fault: unknown): void {
    const databaseFault = findDatabaseFault(fault);
    const isWriting = this.openTransactions.get(actor)?.isWriting === true;
    if (isWriting && databaseFault && isOutage(databaseFault)) this.writes.recordFailure();
  }

  /** Commits the open transaction. A kept audited read proves nothing about changes, which may all fail. */
  async commit(actor: Actor): Promise<void> {
    const { isReadOnly, isWriting, isChanging, transaction } = this.transactionOf(actor);
    this.openTransactions.delete(actor);
    if (isReadOnly) return transaction.commitReadOnly();
    try {
      await transaction.commit();
      if (isChanging) this.writes.recordKept();
    } catch (fault) {
      if (isWriting && isFaultOfCommit(fault)) this.writes.recordFailure();
      await transaction.rollback();
      throw fault;
    }
  }

  /**
   * Commits the request's transaction, runs long work without a transaction, and begins a new one for the same session.
   */
  async runOutsideTransaction<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    const handle = this.handleOf(actor);
    await this.commit(actor);
    const result = await work();
    await this.beginAgain(actor, handle, { isReadOnly: false });
    return result;
  }

  /**
   * Ends the transaction of a read, and continues in one that `beginElsewhere` returns for the same session. Without one it
   * begins again here, and returns null.
   */
  async moveRead(
    actor: Actor,
    beginElsewhere: (session: SessionHandle) => Promise<Transaction | null>,
  ): Promise<Transaction | null> {
    const begun = this.transactionOf(actor);
    if (!begun.isReadOnly) throw new Error('A transaction that may write cannot be moved');
    const handle = this.handleOf(actor);
    await this.commit(actor);
    const transaction = await beginElsewhere(handle);
    if (transaction) this.openTransactions.set(actor, { ...begun, transaction });
    else await this.beginAgain(actor, handle, { isReadOnly: true });
    return transaction;
  }

  /** Begins the transaction of a moved read again here, after it has failed elsewhere. */
  async restartRead(actor: Actor): Promise<void> {
    const handle = this.handleOf(actor);
    await this.rollback(actor);
    await this.beginAgain(actor, handle, { isReadOnly: true });
  }

  async rollback(actor: Actor): Promise<void> {
    const begun = this.openTransactions.get(actor);
    this.openTransactions.delete(actor);
    await begun?.transaction.rollback();
  }

  /**
   * Rolls back the request's transaction and records the refusal in a short separate one. This also applies to reads.
   * Returns false if the session has ended meanwhile.
   */
  refuse(actor: Actor, permission: string, { subject = null, reason }: RefusalDetails = {}): Promise<boolean> {
    return this.replaceTransaction(actor, (tx) => tx.query(noteRefusal, [permission, subject, reason ?? null]));
  }

  /** Records the refusal of one part of a request in the request's own transaction, which continues. */
  async noteRefusal(actor: Actor, permission: string, { subject = null, reason }: RefusalDetails): Promise<void> {
    await this.managerOf(actor).query(noteRefusal, [permission, subject, reason ?? null]);
  }

  /**
   * Rolls back the request's transaction and runs work in a short separate one. Returns false if the session has ended
   * meanwhile.
   */
  async replaceTransaction(actor: Actor, work: Work<unknown>): Promise<boolean> {
    const begun = this.openTransactions.get(actor);
    if (!begun) return true;
    const { session, requestId, address, isBackground } = begun;
    await this.rollback(actor);
    const again = await this.begin(session, { requestId, address, isBackground, isReadOnly: false });
    if (!again) return false;
    try {
      await work(this.managerOf(again));
      await this.commit(again);
      return true;
    } finally {
      await this.rollback(again);
    }
  }

  /** Begins another transaction for the session of the actor. Throws NotSignedIn if it has ended meanwhile. */
  private async beginAgain(
    actor: Actor,
    { session, ...caller }: SessionHandle,
    { isReadOnly }: Pick<TransactionRequest, 'isReadOnly'>,
  ): Promise<void> {
    const again = await this.begin(session, { ...caller, isReadOnly });
    if (!again) throw new NotSignedIn();
    this.openTransactions.set(actor, this.transactionOf(again));
    this.openTransactions.delete(again);
  }

  private async beginBy(
    statement: string,
    values: readonly unknown[],
    session: Buffer,
    begun: TransactionRequest,
    first: FirstRecord | null = null,
  ): Promise<Actor | null> {
    const transaction = await Transaction.acquire(this.dataSource);
    const { client } = transaction;
    try {
      client.prefixNext('BEGIN');
      if (first) client.pipelineNext();
      const beginning = client.query<SessionRow>(statement, [...values]);
      if (first) transaction.sendFirst(selectById(this.dataSource.getMetadata(first.entity)), first.id);
      const { rows } = await beginning;
      if (rows[0]) {
        const actor = actorOf(rows[0]);
        this.openTransactions.set(actor, { ...begun, isWriting: false, isChanging: false, session, transaction });
        return actor;
      }
    } catch (fault) {
      await transaction.rollback();
      throw fault;
    }
    await transaction.rollback();
    return null;
  }

  private transactionOf(actor: Actor): OpenTransaction {
    const begun = this.openTransactions.get(actor);
    if (!begun) throw new Error('No transaction is open for this actor: the guard did not begin one, or it has ended');
    return begun;
  }
}

/** Whether Postgres could not keep a commit: an outage, or no answer, as while it waits for a standby that is away. */
function isFaultOfCommit(fault: unknown): boolean {
  const databaseFault = findDatabaseFault(fault);
  return databaseFault !== null && (databaseFault.code !== undefined || isOutage(databaseFault));
}

function actorOf(begun: SessionRow): Actor {
  const { account_id: accountId, session_id: sessionId, role, task_force_id, agency_id, scopes } = begun;
  return {
    accountId,
    sessionId,
    role,
    seat: seatOf(task_force_id, agency_id),
    scopes,
    isSteppedUp: begun.is_stepped_up,
  };
}
