import Sequencer from '@jest/test-sequencer';

/** The files that take longest, longest first. On a machine that has run none of them yet, Jest goes by their size. */
const longest = [
  'fuzz',
  'races',
  'access',
  'import-crash',
  'self-check',
  'sign-in-lockout',
  'crash',
  'readme',
  'leaks',
  'openapi',
  'transfers-model',
  'log-canary',
  'limits',
  'hostile-tips',
  'fuzz-files',
  'deconfliction',
  'trail-seals',
  'demo-refusals',
  'trail-chain',
  'embedded-postgres',
  'demo',
].map((name) => `/test/${name}.e2e-spec.ts`);

/** Begins with the longest, so that no worker is alone with one of them while the others have nothing left to do. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = longest.findIndex((name) => path.replaceAll('\\', '/').endsWith(name));
      return at < 0 ? longest.length : at;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}
