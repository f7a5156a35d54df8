import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
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
});
