import type { DataSource } from 'typeorm';
import type { Caller } from '../access/caller.js';
import type { Work } from './database.js';
import { inOrder, Transaction } from './transaction.js';

const knock = `
  SELECT set_config('app.request', $1, true), set_config('app.address', $2, true), set_config('app.device', $3, true)`;

/**
 * The way in for who has no session yet. It is another database role than the one that serves, with connections of its own: it
 * sees no row of the record and calls nothing but the functions of signing in. So what runs in a request of the record, an
 * injected statement too, cannot open a session for anybody.
 */
export class Door {
  constructor(private readonly dataSource: DataSource) {}

  /** One transaction at the door, all of it or nothing. The trail has the caller's request and address. */
  async pass<T>({ requestId, address, device }: Caller, work: Work<T>): Promise<T> {
    const transaction = await Transaction.on(this.dataSource);
    const { client } = transaction;
    try {
      client.together();
      const begun = Promise.all([
        client.query('BEGIN'),
        client.query(knock, [requestId, address, device?.toString('hex') ?? '']),
      ]);
      const result = await inOrder(begun, work(transaction.manager));
      await transaction.commit();
      return result;
    } catch (fault) {
      await transaction.abandon();
      throw fault;
    }
  }
}
