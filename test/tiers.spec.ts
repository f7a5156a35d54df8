import { describe, expect, it } from '@jest/globals';
import { createTransformer } from '@swc/jest';
import { swcOptions } from '../scripts/compile.mjs';
import { configurationOf } from './setup/tiers.js';

describe('the options of the compiler of specs', () => {
  it('are not those of the build, which @swc/jest would change', () => {
    const before = structuredClone(swcOptions);

    for (const { transform } of configurationOf('unit', 'api', 'long').projects)
      for (const [, options] of Object.values(transform)) createTransformer(options);

    expect(swcOptions).toEqual(before);
  });
});
