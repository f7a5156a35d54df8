import { availableParallelism, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { swcOptions } from '../../scripts/compile.mjs';
import { repeated } from './repeated.js';

const packagesOfWorker = [
  '@nestjs',
  '@node-rs',
  'class-validator',
  'csv-parse',
  'fast-check',
  'fflate',
  'otplib',
  'pdfkit',
  'pg',
  'typeorm',
  'typescript',
];

const patterns = {
  unit: ['**/*.spec.ts'],
  api: ['<rootDir>/test/*.e2e-spec.ts'],
  long: ['<rootDir>/test/long/*.e2e-spec.ts', ...repeated.map((name) => `<rootDir>/test/${name}.e2e-spec.ts`)],
};

/**
 * Returns Jest's configuration of a run of tiers. `unit` are the specs beside the code, `api` prove each behaviour over HTTP and a real
 * Postgres, `long` prove the same many times and walk README and demo.
 */
export function configurationOf(...tiers) {
  return {
    rootDir: fileURLToPath(new URL('../..', import.meta.url)),
    projects: tiers.map(projectOf),
    globalSetup: '<rootDir>/test/setup/global-setup.js',
    globalTeardown: '<rootDir>/test/setup/global-teardown.js',
    testSequencer: '<rootDir>/test/setup/longest-first.js',
    maxWorkers: Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / workerBytes))),
    // Each spec file leaves some 15 MB behind in its worker, besides the 200 MB of the application. Past a gigabyte a collection stops
    // tracker and client for longer than a request waits for a connection or a lock, and answers become 503.
    workerIdleMemoryLimit: '900MB',
    // Far beyond what any takes: a machine in a slow hour is no fault of the tracker's. Speed is held by the benches.
    testTimeout: 600_000,
  };
}

/** A worker with the application, its share of Postgres and what its specs leave behind. */
const workerBytes = 1.5 * 2 ** 30;

function projectOf(tier) {
  return {
    displayName: tier,
    rootDir: fileURLToPath(new URL('../..', import.meta.url)),
    roots: ['<rootDir>/src', '<rootDir>/test'],
    testMatch: patterns[tier],
    globals: { tier },
    testEnvironment: '<rootDir>/test/setup/native-environment.js',
    extensionsToTreatAsEsm: ['.ts'],
    // A file of JSON that a package has made a module of keeps its name.
    moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
    transform: {
      '(\\.ts|/node_modules/.+\\.[cm]?js)$': [
        '<rootDir>/test/setup/native-transform.js',
        { ...swcOptions, sourceMaps: 'inline' },
      ],
    },
    // Packages that are loaded once a worker. Others are loaded by each spec file that imports them.
    transformIgnorePatterns: [`/node_modules/(?!(${packagesOfWorker.join('|')})/)`],
  };
}
