import { count } from './count';
import { childAccess, triageReasons } from './triage-reasons';

export const triage = {
  title: 'Triage',
  progress: (done: number, all: number) => `${done} of ${all} done`,
  remaining: (minutes: number) => `about ${count(minutes, 'minute', 'minutes')} left`,
  none: 'No complaint waits for triage.',
  finished: 'All complaints are triaged.',
  proposal: 'Proposed decision',
  tiers:
    'Tier 1: a child at immediate risk. Tier 2: a child at risk. Tier 3: a known suspect. Tier 4: all other complaints.',
  reasons: 'Reasons',
  reason: triageReasons,
  effect: { weaker: 'Also holds', overruled: 'Overruled' },
  childAccess: 'Access to a child',
  childAccessOf: childAccess,
  handsOnStatement: 'Hands-on abuse stated',
  factsHint: 'What the report says of the reported person. The proposal follows from it.',
  laterProposal: 'The proposal for these facts was not here yet. Check its priority and rationale, then decide.',
  noProposal: 'The proposal for these facts could not be read. Try again, then decide.',
  places: 'Places',
  placeWarnings: 'Places to check',
  recordedPlace: (place: string) => `${place}, as recorded`,
  lostPlace: 'The place in your draft is no longer offered. The recorded place stays unless you choose another.',
  accept: 'Decide and continue',
  skip: 'Skip',
  exit: 'Back to the queue',
  skipped: (n: number) =>
    `${count(n, 'complaint that you skipped still waits', 'complaints that you skipped still wait')} for triage.`,
  showSkipped: 'Show what you skipped',
  keys: 'Ctrl+Enter decides. 1 to 4 set the priority, d marks a duplicate, e closes, h puts on hold, a assigns, s skips.',
};
