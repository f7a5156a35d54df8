import type { EntityManager } from 'typeorm';

/** A part of a transaction that comes to nothing where it fails: the transaction goes on, and its name in the trail is as before. */
export async function wholeOrNot<T>(tx: EntityManager, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT part');
  try {
    const result = await work();
    await tx.query('RELEASE SAVEPOINT part');
    return result;
  } catch (fault) {
    await undo(tx);
    throw fault;
  }
}

/** A part of a transaction that is done to see whether it can be, and comes to nothing in either case. */
export async function tried<T>(tx: EntityManager, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT part');
  try {
    return await work();
  } finally {
    await undo(tx);
  }
}

/** Where the connection is lost, all of it comes to nothing anyway, and the fault that told of that is the one to be heard. */
async function undo(tx: EntityManager): Promise<void> {
  await tx.query('ROLLBACK TO SAVEPOINT part').catch(() => undefined);
}
