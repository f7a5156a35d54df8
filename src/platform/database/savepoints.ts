import type { EntityManager } from 'typeorm';

/**
 * Runs work within a savepoint. A failure rolls back only this part; the transaction and its action in the trail
 * continue.
 */
export async function withSavepoint<T>(tx: EntityManager, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT part');
  try {
    const result = await work();
    await tx.query('RELEASE SAVEPOINT part');
    return result;
  } catch (fault) {
    await rollBackToSavepoint(tx);
    throw fault;
  }
}

/** Runs work as a dry run: the savepoint is always rolled back. */
export async function dryRun<T>(tx: EntityManager, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT part');
  try {
    return await work();
  } finally {
    await rollBackToSavepoint(tx);
  }
}

/** Rolls back to the savepoint. On a lost connection this fails, and the original error is the relevant one. */
async function rollBackToSavepoint(tx: EntityManager): Promise<void> {
  await tx.query('ROLLBACK TO SAVEPOINT part').catch(() => undefined);
}
