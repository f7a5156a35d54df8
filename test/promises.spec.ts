import { AsyncLocalStorage, executionAsyncResource } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';

/** Returns the stores that the running promise carries for instances of AsyncLocalStorage. */
function storesCarried(): string[] {
  return Object.getOwnPropertySymbols(executionAsyncResource()).map(String);
}

describe('a promise in a test', () => {
  it('carries no context of the test runner, which would leak into later spec files', async () => {
    await Promise.resolve();
    const carried = storesCarried();

    expect(carried.filter((name) => name.includes('kResourceStore'))).toEqual([]);
  });

  it('carries the context of a storage that the code under test creates', async () => {
    const storage = new AsyncLocalStorage<string>();
    const read = async (): Promise<string | undefined> => {
      await Promise.resolve();
      return storage.getStore();
    };
    try {
      expect(await Promise.all([storage.run('one', read), storage.run('other', read)])).toEqual(['one', 'other']);
    } finally {
      storage.disable();
    }
  });
});
