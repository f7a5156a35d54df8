import type { Timings } from './timings.view.js';

/** Clock of a complaint's progress: its start, its stop, and whether a hold pauses it. */
export interface TimingMeasure {
  /** Name in the database. */
  readonly key: string;
  readonly property: Exclude<keyof Timings, 'reopenedShare'>;
  readonly begins: string;
  /** Event that stops the clock. Its day places the clock in a period. */
  readonly stops: string;
  /** Time that the clock does not count. */
  readonly pauses: string;
  readonly hasTarget: boolean;
}

const cycleBegins =
  'The instant at which the complaint was received, or in a later cycle at which it was reopened. After a transfer from ' +
  'another task force, it is the instant at which that task force received the complaint.';
const holdsPause = 'The time on hold is part of the wall time and not of the working time.';
const nothingPauses = 'Nothing: working time and wall time are the same.';

/** The database function `oversight.timings_of` repeats these definitions in SQL. Both change together. */
export const firstView = {
  key: 'first_view',
  property: 'firstView',
  begins: cycleBegins,
  stops: 'The first screening of the cycle, or its triage where nobody screened it before.',
  pauses: holdsPause,
  hasTarget: false,
} as const satisfies TimingMeasure;

export const triage = {
  key: 'triage',
  property: 'triage',
  begins: cycleBegins,
  stops: 'The first triage of the cycle.',
  pauses: holdsPause,
  hasTarget: true,
} as const satisfies TimingMeasure;

export const assignment = {
  key: 'assignment',
  property: 'assignment',
  begins: cycleBegins,
  stops:
    'The first time in the cycle that it was given to an agency to work, by assignment or by a referral that was accepted.',
  pauses: holdsPause,
  hasTarget: true,
} as const satisfies TimingMeasure;

export const firstLegalProcess = {
  key: 'first_legal_process',
  property: 'firstLegalProcess',
  begins: 'The day on which the cycle began.',
  stops:
    'The day on which the first legal process of the cycle was served, in whole days. What was voided does not count.',
  pauses: holdsPause,
  hasTarget: false,
} as const satisfies TimingMeasure;

export const transferAcceptance = {
  key: 'transfer_acceptance',
  property: 'transferAcceptance',
  begins: 'The instant at which a transfer or a referral was offered.',
  stops:
    'The instant at which it was accepted. It counts at the agency that offered. What was declined or revoked does not count.',
  pauses: nothingPauses,
  hasTarget: false,
} as const satisfies TimingMeasure;

export const disposition = {
  key: 'disposition',
  property: 'disposition',
  begins: cycleBegins,
  stops: 'The instant at which the complaint was closed.',
  pauses: holdsPause,
  hasTarget: false,
} as const satisfies TimingMeasure;

export const reopening = {
  key: 'reopening',
  property: 'reopening',
  begins: 'The instant at which the complaint was closed.',
  stops: 'The instant at which it was reopened, which begins its next cycle.',
  pauses: nothingPauses,
  hasTarget: false,
} as const satisfies TimingMeasure;

/** All clocks, in the order of the reports. */
export const timingMeasures = [
  firstView,
  triage,
  assignment,
  firstLegalProcess,
  transferAcceptance,
  disposition,
  reopening,
] as const;

/**
 * Measured time. `first_view`: until the screening. `disposition`: until the closing. `reopening`: from the closing to
 * a reopening.
 */
export type TimingKey = (typeof timingMeasures)[number]['key'];
export const timingKeys: readonly TimingKey[] = timingMeasures.map(({ key }) => key);

export const timingRules =
  'A clock that stopped in the period counts, at the agency that owns the complaint now, and under its present tier. A complaint that was ' +
  'merged into another, that another task force took over, or that is a copy by referral does not count. One that was purged still ' +
  'does. Half of the clocks took at most the median, and nine in ten at most p90. Both are accurate to 2.5 %. A clock is past ' +
  'target if its working time exceeds the hours that the tier of its complaint allows.';

/**
 * Maximum relative error of a median. Durations are counted in buckets of 5 %, and a bucket is reported by its middle.
 */
export const relativeError = 0.025;
