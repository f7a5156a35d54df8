import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { seatOf, type Actor, type Role } from '../access/actor.js';
import { NotSignedIn } from '../http/problems.js';
import type { PreparingClient } from './preparing-client.js';

/** What a transaction does, to which record, and why, where a person gave a reason. */
export interface Change {
  readonly action: string;
  readonly subject?: string;
  readonly reason?: string | null;
}

/** Which request a transaction serves, and whether that may change anything. */
export interface Begin {
  readonly requestId: string;
  readonly isReadOnly: boolean;
}

export type Work<T> = (tx: EntityManager) => Promise<T>;

interface OpenTransaction {
  readonly runner: QueryRunner;
  readonly client: PreparingClient;
  readonly requestId: string;
  /** The hash it was begun with; null for a transaction of nobody's. */
  readonly session: Buffer | null;
  /** Postgres refuses writes from here on. */
  readonly isReadOnly: boolean;
}

interface BegunSession {
  readonly account_id: string;
  readonly session_id: string;
  readonly role: Role;
  readonly task_force_id: string | null;
  readonly agency_id: string | null;
}

const begin = 'SELECT account_id, session_id, role, task_force_id, agency_id FROM auth.begin($1, $2)';
const noteRefusal = `SELECT audit.note($1, NULL, 'refused', NULL, $2)`;
const nameChange = 'SELECT audit.name_change($1, $2, $3, $4)';

/**
 * The only way to the data. A request's transaction begins by asking Postgres whose session it is; row security answers for
 * every statement after that.
 *
 * The statements of this class go straight to the connection, which pipelines: they are on the wire, in order, before the
 * caller's first statement is made, and cost no round trip of their own.
 */
@Injectable()
export class Database {
  private readonly open = new WeakMap<Actor, OpenTransaction>();

  constructor(private readonly dataSource: DataSource) {}

  /** Begins the transaction of whoever this session belongs to; null, and no transaction, when it is nobody's. */
  async begin(session: Buffer, { requestId, isReadOnly }: Begin): Promise<Actor | null> {
    const transaction = await this.connect({ requestId, session, isReadOnly });
    const { client } = transaction;
    try {
      client.together();
      const [, { rows }] = await Promise.all([
        client.query('BEGIN'),
        client.query<BegunSession>(begin, [session, isReadOnly]),
      ]);
      const [begun] = rows;
      if (begun) {
        const { account_id: accountId, session_id: sessionId, role, task_force_id, agency_id } = begun;
        const actor: Actor = { accountId, sessionId, role, seat: seatOf(task_force_id, agency_id) };
        this.open.set(actor, transaction);
        return actor;
      }
    } catch (fault) {
      await this.abandon(transaction);
      throw fault;
    }
    await this.abandon(transaction);
    return null;
  }

  /** Postgres itself refuses a write in here. */
  async read<T>(actor: Actor, work: Work<T>): Promise<T> {
    const { client, runner, isReadOnly } = this.transactionOf(actor);
    if (isReadOnly) return work(runner.manager);
    client.together();
    return inOrder(client.query('SET TRANSACTION READ ONLY'), work(runner.manager));
  }

  /** Every row written in here enters the trail under this name and for this reason, or is not written. */
  async change<T>(actor: Actor, change: Change, work: Work<T>): Promise<T> {
    const transaction = this.transactionOf(actor);
    transaction.client.together();
    return inOrder(this.name(transaction, change), work(transaction.runner.manager));
  }

  /** A transaction of nobody's, for who is about to sign in: no row of the record is there for it. */
  async asNobody<T>(work: Work<T>): Promise<T> {
    const transaction = await this.connect({ requestId: '', session: null, isReadOnly: false });
    try {
      transaction.client.together();
      const result = await inOrder(transaction.client.query('BEGIN'), work(transaction.runner.manager));
      await this.finish(transaction);
      return result;
    } catch (fault) {
      await this.abandon(transaction);
      throw fault;
    }
  }

  /** The statements of a request that are not about the record, such as its idempotency key. */
  managerOf(actor: Actor): EntityManager {
    return this.transactionOf(actor).runner.manager;
  }

  async commit(actor: Actor): Promise<void> {
    const transaction = this.transactionOf(actor);
    this.open.delete(actor);
    if (transaction.isReadOnly) return this.leave(transaction);
    try {
      await this.finish(transaction);
    } catch (fault) {
      await this.abandon(transaction);
      throw fault;
    }
  }

  /** Ends the request's transaction for work that takes long and needs no data, and begins another for the same session. */
  async apart<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    const { session, requestId } = this.transactionOf(actor);
    await this.commit(actor);
    const result = await work();
    const again = session && (await this.begin(session, { requestId, isReadOnly: false }));
    if (!again) throw new NotSignedIn();
    this.open.set(actor, this.transactionOf(again));
    this.open.delete(again);
    return result;
  }

  async rollback(actor: Actor): Promise<void> {
    const transaction = this.open.get(actor);
    this.open.delete(actor);
    if (transaction) await this.abandon(transaction);
  }

  /** Ends the request's transaction; a short one of its own enters what the actor was refused, reads too. */
  async refuse(actor: Actor, permission: string): Promise<void> {
    const { session, requestId } = this.transactionOf(actor);
    await this.rollback(actor);
    const again = session && (await this.begin(session, { requestId, isReadOnly: false }));
    if (!again) return;
    try {
      await this.managerOf(again).query(noteRefusal, [permission, requestId]);
      await this.commit(again);
    } finally {
      await this.rollback(again);
    }
  }

  private name({ client, requestId }: OpenTransaction, { action, subject, reason }: Change): Promise<unknown> {
    return client.query(nameChange, [action, subject ?? null, reason ?? null, requestId]);
  }

  private async connect(begun: Omit<OpenTransaction, 'runner' | 'client'>): Promise<OpenTransaction> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PreparingClient;
    // TypeORM opens transactions of its own where it believes there is none, and its COMMIT would end ours.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    return { runner, client, ...begun };
  }

  private transactionOf(actor: Actor): OpenTransaction {
    const transaction = this.open.get(actor);
    if (!transaction) throw new Error('This actor has no open transaction');
    return transaction;
  }

  private async finish({ client, runner }: OpenTransaction): Promise<void> {
    const { command } = await client.query('COMMIT');
    // Postgres answers COMMIT with ROLLBACK where a statement before it had failed: nothing was written.
    if (command !== 'COMMIT') throw new Error('The transaction had failed before its commit');
    await runner.release();
  }

  /** Nothing was written, so nobody has to wait for the end: it goes along with the connection's next transaction. */
  private async leave({ client, runner }: OpenTransaction): Promise<void> {
    client.withTheNext();
    // Should it fail, the connection is lost, and the pool has been told so by its own error event.
    client.query('COMMIT').catch(() => undefined);
    await runner.release();
  }

  private async abandon({ client, runner }: OpenTransaction): Promise<void> {
    if (runner.isReleased) return;
    // A connection that cannot even roll back is lost, and the pool has been told so by its own error event.
    await client.query('ROLLBACK').catch(() => undefined);
    await runner.release();
  }
}

/** Both have ended before either's fault is told, so that nothing runs on after the transaction is over. */
async function inOrder<T>(first: Promise<unknown>, second: Promise<T>): Promise<T> {
  const [before, result] = await Promise.allSettled([first, second]);
  if (before.status === 'rejected') throw before.reason;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
