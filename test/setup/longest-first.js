import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** The files that take longest in each tier, longest first. On a machine that has run none of them yet, Jest goes by their size. */
const longest = {
  long: ['races', 'fuzz', 'transfers-model', 'import-crash', 'crash', 'publications-attack', 'log-canary', 'readme'],
  api: [
    'access',
    'self-check',
    'embedded-postgres',
    'bad-fields',
    'trail-seals',
    'hostile-files',
    'leaks',
    'log-canary',
    'fuzz',
    'developer',
    'import-crash',
    'trail-archives',
    'sign-in-lockout',
    'limits',
    'trail-chain',
    'health',
    'hostile-tips',
    'rows-behind',
    'uploads',
    'openapi',
    'aborted-streams',
  ],
  unit: [],
};

/** Begins with the longest, so that no worker is alone with one of them while the others have nothing left to do. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ path, context }) {
  const tiers = Object.keys(longest);
  const tier = context.config.displayName?.name ?? 'api';
  const place = longest[tier].indexOf(basename(path, '.e2e-spec.ts'));
  return tiers.indexOf(tier) * 100 + (place < 0 ? longest[tier].length : place);
}
