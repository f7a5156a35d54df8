/**
 * Configuration of the tests. Specs run as ESM through SWC, and each spec file gets a database of its own, cloned from a migrated
 * template. The application and the packages it shares with specs are loaded once a worker (docs/decisions/0048-native-tests.md).
 */
export default {
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  testEnvironment: '<rootDir>/test/setup/native-environment.js',
  extensionsToTreatAsEsm: ['.ts'],
  // A file of JSON that a package has made a module of keeps its name.
  moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
  transform: {
    '(\\.ts|/node_modules/.+\\.[cm]?js)$': [
      '<rootDir>/test/setup/native-transform.js',
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
  // Packages that are loaded once a worker. Others are loaded by each spec file that imports them.
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|@node-rs|class-validator|csv-parse|fast-check|fflate|otplib|pdfkit|pg|typeorm|typescript)/)',
  ],
  globalSetup: '<rootDir>/test/setup/global-setup.js',
  globalTeardown: '<rootDir>/test/setup/global-teardown.js',
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/setup/longest-first.js',
  // Each spec file leaves some 15 MB behind in its worker, besides the 200 MB of the application. Past a gigabyte a collection stops
  // tracker and client for longer than a request waits for a connection or a lock, and answers become 503.
  workerIdleMemoryLimit: '900MB',
  // Far beyond what any takes: a machine in a slow hour is no fault of the tracker's. Speed is held by the benches.
  testTimeout: 90_000,
};
