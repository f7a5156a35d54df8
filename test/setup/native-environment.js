import { TestEnvironment } from 'jest-environment-node';
import { importNatively, nativeKey, requireNatively } from './native-modules.js';
import { replaceAsyncLocalStorage, restoreAsyncLocalStorage } from './sequential-storage.js';
import * as serverLog from './server-log.js';
import { ofWorker, workerKey } from './worker.js';

process.setSourceMapsEnabled(true);

/**
 * Globals that a spec shares with the application, because `instanceof` compares constructors and `JSON.parse` uses its
 * realm.
 */
const shared = [
  'AggregateError',
  'Date',
  'Error',
  'EvalError',
  'JSON',
  'Object',
  'RangeError',
  'ReferenceError',
  'Reflect',
  'SyntaxError',
  'TypeError',
  'URIError',
];

/** Environment of specs that use the application and packages of the worker process. */
export default class NativeEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of shared) this.global[name] = globalThis[name];
    this.global[Symbol.for(nativeKey)] = { import: importNatively, require: requireNatively };
    this.global[Symbol.for(serverLog.serverLogKey)] = serverLog;
    this.global[Symbol.for(workerKey)] = ofWorker;
    replaceAsyncLocalStorage();
  }

  /** Adds the server log to a failed assertion, because the test sees only a status. */
  handleTestEvent({ name, error }) {
    // The first event of jest-circus, after it is loaded.
    if (name === 'setup') restoreAsyncLocalStorage();
    if (name === 'test_start') serverLog.forget();
    if (name === 'test_fn_failure' || name === 'hook_failure') serverLog.explain(error);
  }
}
