import { createRequire } from 'node:module';

// Jest's own package is CommonJS.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** The longest, longest first: on a machine that has not run them yet, one of them would else begin when all others are done. */
const longest = [
  'fuzz',
  'races',
  'sign-in-lockout',
  'self-check',
  'access',
  'crash',
  'leaks',
  'bad-fields',
  'transfers-model',
  'log-canary',
  'embedded-postgres',
  'limits',
  'openapi',
  'demo',
  'readme',
];

/** Specs in the order in which two workers are done soonest. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = longest.findIndex((name) => path.endsWith(`/${name}.e2e-spec.ts`));
      return place === -1 ? longest.length : place;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
