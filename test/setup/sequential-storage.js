import { createRequire } from 'node:module';

const asyncHooks = createRequire(import.meta.url)('node:async_hooks');
/** A value on Node 20, and a getter from Node 22 on. */
const ownStorage = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');

/**
 * A store that holds until the callback's promise settles. Tests run one after another, so it names the test of an
 * unhandled error, as jest-circus needs.
 */
class SequentialStorage {
  #store;

  getStore() {
    return this.#store;
  }

  run(store, callback, ...parameters) {
    const before = this.#store;
    const restore = () => {
      this.#store = before;
    };
    this.#store = store;
    let result;
    try {
      result = callback(...parameters);
    } catch (error) {
      restore();
      throw error;
    }
    if (typeof result?.then !== 'function') restore();
    else result.then(restore, restore);
    return result;
  }
}

/**
 * Hands `SequentialStorage` to whoever loads `node:async_hooks` next. jest-circus makes an `AsyncLocalStorage` for each
 * spec file and never disables it, which before Node 24 makes each promise of the process slower.
 */
export function replaceAsyncLocalStorage() {
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', {
    value: SequentialStorage,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

/** Ends the replacement: what was loaded meanwhile keeps the storage that it made. */
export function restoreAsyncLocalStorage() {
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', ownStorage);
}
