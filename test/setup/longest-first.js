import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Slowest files of each tier, slowest first. On a machine without earlier runs, Jest sorts by file size. */
const longest = {
  long: [
    'races',
    'fuzz',
    'transfers-model',
    'import-crash',
    'crash',
    'publications-attack',
    'log-canary',
    'readme',
    'embedded-postgres',
    'developer',
    'first-run',
  ],
  api: [
    'self-check',
    'access',
    'log-canary',
    'trail-signatures',
    'leaks',
    'golden',
    'limits',
    'sign-in-lockout',
    'hostile-files',
    'bad-fields',
    'fuzz',
    'hostile-tips',
    'openapi',
    'import-crash',
    'publications-attack',
    'drill-down',
    'retention-purge',
    'aborted-streams',
    'health',
    'trail-archives',
    'search',
    'uploads',
    'trail-chain',
  ],
  unit: [],
};

/** Runs the slowest files first, so that no worker finishes long after the others. */
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
