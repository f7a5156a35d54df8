import type { Schemas } from '../../api/types';
import { count } from './count';

export const bundles = {
  title: 'Bundles',
  one: 'Bundle',
  line: (n: number, kinds: 'file' | 'account' | 'both') =>
    `${count(n, 'untriaged complaint has', 'untriaged complaints have')} the same ${{ file: 'file', account: 'account', both: 'file and account' }[kinds]}.`,
  hint: 'A bundle has the untriaged complaints with the same file or account, received within seven days.',
  none: 'No untriaged complaints share a file or an account.',
  incomplete: 'There may be more bundles. The largest of the latest complaints are shown.',
  finished: 'No complaint of this bundle waits for triage.',
  part: (n: number) =>
    `The first ${count(n, 'complaint is', 'complaints are')} shown. The others follow after the decision.`,
  exit: 'Back to the bundles',
  decision: (n: number) => `One decision for ${count(n, 'complaint', 'complaints')}`,
  effect: 'Each selected complaint has its own triage with this decision, and is counted by itself.',
  decide: 'Decide for all selected',
  noneSelected: 'Select at least one complaint.',
  triaged: (done: number, skipped: number) =>
    `${count(done, 'complaint was', 'complaints were')} triaged.${skipped > 0 ? ` ${count(skipped, 'was', 'were')} skipped.` : ''}`,
  obstacle: {
    role: 'Your role does not triage complaints.',
    agency: 'Another agency decides on this complaint.',
    own_investigation: 'You investigate this complaint yourself.',
    expunged: 'A court ordered the expungement of this complaint.',
    state: 'The status of this complaint allows no triage.',
  } satisfies Record<Schemas['ActionObstacle'], string>,
  columns: { bundle: 'Bundle', proposedPriority: 'Proposed priority', proposedType: 'Proposed type' },
};
