const shared = (globalThis as unknown as Record<symbol, Map<string, unknown> | undefined>)[
  Symbol.for('tracker.worker')
];

/** Returns an object that the spec files of a test worker share, and creates it on the first call. */
export function oncePerWorker<T>(name: string, make: () => T): T {
  if (shared === undefined)
    throw new Error('test/setup/native-environment.js is not the environment of this spec file.');
  if (!shared.has(name)) shared.set(name, make());
  return shared.get(name) as T;
}
