import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Slowest files, slowest first. On a machine without earlier runs, Jest sorts by file size. */
const longest = [
  'access self-check races fuzz audit-restore backup bad-fields transfers-model conditional-reads graceful-end reads import-crash',
  'openapi outages aborted-streams exhausted-host hostile-files crash hostile-tips log-canary lists headers publications-attack readme',
  'embedded-postgres developer first-run retention attention known-devices saml import-xlsx identity-provider golden sealing zone-edges',
  'exports queues events',
].flatMap((names) => names.split(' '));
const tiers = ['long', 'api', 'unit'];

/** Runs the slowest files first, so that no worker finishes long after the others. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ path, context }) {
  const place = longest.indexOf(basename(path, '.e2e-spec.ts'));
  return tiers.indexOf(context.config.displayName?.name) * 100 + (place < 0 ? longest.length : place);
}
