/** Specs run as ESM through SWC; each spec file gets a database of its own, cloned from a migrated template. */
export default {
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // A file of JSON that a package has made a module of keeps its name.
  moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/test/setup/global-setup.js',
  globalTeardown: '<rootDir>/test/setup/global-teardown.js',
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/setup/longest-first.js',
  // What a spec loaded as ESM is never given back. Past a gigabyte a collection stops tracker and client for longer than the
  // tracker lets a request wait for a connection or a lock, and requests are told 503 by nobody's fault.
  workerIdleMemoryLimit: '600MB',
  // Far beyond what any takes: a machine in a slow hour is no fault of the tracker's. Speed is held by the benches.
  testTimeout: 90_000,
};
