import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { PreparingClient } from './preparing-client.js';

/**
 * One transaction on a connection of its own. Its statements go straight to the connection, which pipelines: they are on the
 * wire, in order, before the caller's first statement is made, and cost no round trip of their own.
 */
export class Transaction {
  private constructor(
    private readonly runner: QueryRunner,
    readonly client: PreparingClient,
  ) {}

  /** A connection, with nothing begun on it yet. */
  static async on(dataSource: DataSource): Promise<Transaction> {
    const runner = dataSource.createQueryRunner();
    const client = (await runner.connect()) as PreparingClient;
    // TypeORM opens transactions of its own where it believes there is none, and its COMMIT would end ours.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    return new Transaction(runner, client);
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async commit(): Promise<void> {
    const { command } = await this.client.query('COMMIT');
    // Postgres answers COMMIT with ROLLBACK where a statement before it had failed: nothing was written.
    if (command !== 'COMMIT') throw new Error(`COMMIT was answered with ${command}: a statement before it had failed`);
    await this.runner.release();
  }

  /** Nothing was written, so nobody has to wait for the end: it goes along with the connection's next transaction. */
  async leave(): Promise<void> {
    this.client.withTheNext();
    // Should it fail, the connection is lost, and the pool has been told so by its own error event.
    this.client.query('COMMIT').catch(() => undefined);
    await this.runner.release();
  }

  async abandon(): Promise<void> {
    if (this.runner.isReleased) return;
    // A connection that cannot even roll back is lost, and the pool has been told so by its own error event.
    await this.client.query('ROLLBACK').catch(() => undefined);
    await this.runner.release();
  }
}

/** Both have ended before either's fault is told, so that nothing runs on after the transaction is over. */
export async function inOrder<T>(first: Promise<unknown>, second: Promise<T>): Promise<T> {
  const [before, result] = await Promise.allSettled([first, second]);
  if (before.status === 'rejected') throw before.reason;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
