import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { PreparingClient } from './preparing-client.js';

/**
 * Transaction on a connection of its own. Its own statements are pipelined before the caller's first one, without a
 * round trip.
 */
export class Transaction {
  private constructor(
    private readonly runner: QueryRunner,
    readonly client: PreparingClient,
  ) {}

  static async acquire(dataSource: DataSource): Promise<Transaction> {
    const runner = dataSource.createQueryRunner();
    const client = (await runner.connect()) as PreparingClient;
    // Without this, TypeORM would open transactions of its own, and its COMMIT would end this one.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    return new Transaction(runner, client);
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  /**
   * Sends the statement that the caller will run first. Its result is that of the caller's first statement if this has the
   * same text and value, and is dropped otherwise.
   */
  sendFirst(text: string, value: string): void {
    const { runner } = this;
    const result = runner.query(text, [value]) as Promise<unknown>;
    // The caller's statement rejects with it too. If the guard refuses first, nobody awaits it.
    result.catch(() => undefined);
    // TypeORM has no hook before a statement, so the runner answers once from here.
    Object.assign(runner, {
      query: (statement: string, values?: unknown[], isStructured?: boolean): Promise<unknown> => {
        Reflect.deleteProperty(runner, 'query');
        const isSame = statement === text && values?.length === 1 && values[0] === value && isStructured !== true;
        return isSame ? result : runner.query(statement, values, isStructured as true);
      },
    });
  }

  async commit(): Promise<void> {
    const { command } = await this.client.query('COMMIT');
    // Postgres responds to COMMIT with ROLLBACK if an earlier statement failed. Nothing was written.
    if (command !== 'COMMIT') throw new Error(`COMMIT was answered with ${command}: a statement before it had failed`);
    await this.runner.release();
  }

  /**
   * Ends a transaction without writes. COMMIT travels with the connection's next transaction, because nobody waits for
   * it.
   */
  async commitReadOnly(): Promise<void> {
    this.client.commitWithNext();
    await this.runner.release();
  }

  async rollback(): Promise<void> {
    if (this.runner.isReleased) return;
    await this.client.query('ROLLBACK').catch(() => undefined);
    await this.runner.release();
  }
}

/** Awaits both promises before it throws either error, so that no statement runs after the transaction. */
export async function awaitBoth<T>(first: Promise<unknown>, second: Promise<T>): Promise<T> {
  const [before, result] = await Promise.allSettled([first, second]);
  if (before.status === 'rejected') throw before.reason;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
