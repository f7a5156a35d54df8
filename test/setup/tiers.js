import { existsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { swcOptions } from '../../scripts/compile.mjs';
import { repeated, secondTier } from './second-tier.js';

const packagesOfWorker = [
  '@nestjs',
  '@node-rs',
  'class-validator',
  'csv-parse',
  'fast-check',
  'fflate',
  'oidc-provider',
  'otplib',
  'pdfkit',
  'pg',
  'typeorm',
  'typescript',
];

const patternsOf = (names) => names.map((name) => `**/${/\.spec$/.test(name) ? name : `test/**/${name}.e2e-spec`}.ts`);
const patterns = {
  unit: ['**/*.spec.ts'],
  api: ['<rootDir>/test/*.e2e-spec.ts', '<rootDir>/test/!(long)/*.e2e-spec.ts'],
  long: ['<rootDir>/test/long/*.e2e-spec.ts', ...patternsOf([...secondTier, ...repeated])],
};

/** Spec files or folders that the command names, such as `npm test -- test/access/access`. Those run whatever they cost. */
const named = process.argv.slice(2).filter((argument) => /^(\.\/)?(src|test)\b/.test(argument));
const namesOneFile = named.length === 1 && (named[0].endsWith('.ts') || !existsSync(named[0]));

/**
 * Returns Jest's configuration of a run of tiers. `unit` are the specs beside the code, and `api` prove each behavior once, over HTTP and
 * a real Postgres. `long` is the second tier (second-tier.js): it also runs README, demo and scripts. With `long`, its files run only there.
 */
export function configurationOf(...tiers) {
  const leftOut = tiers.includes('long') ? [...secondTier, ...repeated] : named.length > 0 ? [] : [...secondTier];
  return {
    rootDir: fileURLToPath(new URL('../..', import.meta.url)),
    projects: tiers.map((tier) => projectOf(tier, tier === 'long' ? [] : leftOut)),
    globalSetup: '<rootDir>/test/setup/global-setup.js',
    globalTeardown: '<rootDir>/test/setup/global-teardown.js',
    testSequencer: '<rootDir>/test/setup/longest-first.js',
    // One more than cores, because a test also waits: for real time, for another process, for a standby.
    maxWorkers: Math.max(1, Math.min(availableParallelism() + 1, Math.floor(totalmem() / workerBytes))),
    // Each spec file leaves some 15 MB behind in its worker, besides the 200 MB of the application. Past a gigabyte a
    // collection stops tracker and client so long that answers become 503. One file runs without workers, which Jest starts for a limit.
    ...(namesOneFile ? {} : { workerIdleMemoryLimit: '900MB' }),
    // Far longer than any test takes, because a slow machine is not a fault of the tracker.
    testTimeout: 1_800_000,
  };
}

/** Memory of a worker with the application, its share of Postgres and the remains of its specs. */
const workerBytes = 1.5 * 2 ** 30;

function projectOf(tier, leftOut) {
  return {
    displayName: tier,
    rootDir: fileURLToPath(new URL('../..', import.meta.url)),
    roots: ['<rootDir>/src', '<rootDir>/test'],
    testMatch: [...patterns[tier], ...patternsOf(leftOut).map((pattern) => `!${pattern}`)],
    globals: { tier },
    testEnvironment: '<rootDir>/test/setup/native-environment.js',
    extensionsToTreatAsEsm: ['.ts'],
    // A JSON file that a package loads as a module keeps its name.
    moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
    transform: {
      '(\\.ts|/node_modules/.+\\.[cm]?js)$': [
        '<rootDir>/test/setup/native-transform.js',
        // A copy, because @swc/jest changes its options. A build in this process would take them for another compiler.
        { ...structuredClone(swcOptions), sourceMaps: 'inline' },
      ],
    },
    // Packages loaded once per worker. Others are loaded by each spec file that imports them.
    transformIgnorePatterns: [`/node_modules/(?!(${packagesOfWorker.join('|')})/)`],
  };
}
