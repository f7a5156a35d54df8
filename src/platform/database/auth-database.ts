import type { DataSource } from 'typeorm';
import type { Caller } from '../actor/caller.js';
import type { Work } from './database.js';
import { awaitBoth, Transaction } from './transaction.js';

const setRequestContext = `
  SELECT set_config('app.request', $1, true), set_config('app.address', $2, true), set_config('app.device', $3, true),
         auth.lock_schema()`;

/**
 * Data access for authentication, by a database role with its own connections. It reads no record and calls only the
 * functions of sign-in, so no injected statement in another request opens a session.
 */
export class AuthDatabase {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs work in one transaction as the authentication role. The trail receives the request id and the address of the
   * caller.
   */
  async transaction<T>({ requestId, address, device }: Caller, work: Work<T>): Promise<T> {
    const transaction = await Transaction.acquire(this.dataSource);
    const { client } = transaction;
    try {
      client.pipelineNext();
      client.prefixNext('BEGIN');
      const begun = client.query(setRequestContext, [requestId, address, device?.toString('hex') ?? '']);
      const result = await awaitBoth(begun, work(transaction.manager));
      await transaction.commit();
      return result;
    } catch (fault) {
      await transaction.rollback();
      throw fault;
    }
  }
}
