import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createTransformer } from '@swc/jest';
import { swcOptions } from '../scripts/compile.mjs';
import { repeated, secondTier } from './setup/second-tier.js';
import { configurationOf } from './setup/tiers.js';

describe('the options of the compiler of specs', () => {
  it('are not those of the build, which @swc/jest would change', () => {
    const before = structuredClone(swcOptions);

    for (const { transform } of configurationOf('unit', 'api', 'long').projects)
      for (const [, options] of Object.values(transform)) createTransformer(options);

    expect(swcOptions).toEqual(before);
  });
});

describe('the second tier', () => {
  it('names one spec file by each of its names', () => {
    const specs = ['src', 'test'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }));
    const names = specs.filter((file) => file.endsWith('spec.ts')).map((file) => basename(file, '.ts'));
    const ambiguous = [...secondTier, ...repeated].filter((name) => {
      const file = name.endsWith('.spec') ? name : `${name}.e2e-spec`;
      return names.filter((one) => one === file).length !== 1;
    });

    expect(ambiguous).toEqual([]);
  });

  it('has each spec file with tests of that tier alone', () => {
    const specs = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.e2e-spec.ts'),
    );
    const forgotten = specs.filter((file) => {
      const name = basename(file, '.e2e-spec.ts');
      const isOfTier = file.startsWith('long') || secondTier.has(name) || repeated.has(name);
      return !isOfTier && /\b(?:itIfLong|times)\(|support\/times/.test(readFileSync(join('test', file), 'utf8'));
    });

    expect(forgotten).toEqual([]);
  });
});
