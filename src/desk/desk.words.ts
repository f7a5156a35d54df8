export const taskStates = ['open', 'done', 'dropped'] as const;
/** The state of a task. */
export type TaskState = (typeof taskStates)[number];

/** For how many days a provider preserves what it is asked to, and once more when the request is renewed (18 U.S.C. 2703(f)). */
export const daysPreserved = 90;

/** What runs out: the year a provider keeps what it reported (18 U.S.C. 2258A(h)), or a request to preserve an account. */
export const preservationKinds = ['cybertip_year', 'preservation_request'] as const;
export type PreservationKind = (typeof preservationKinds)[number];

/** How soon something runs out: it has, or it will within so many days. */
export const runningOutBands = ['past', 'within_7', 'within_30', 'within_60'] as const;
export type RunningOutBand = (typeof runningOutBands)[number];

export function bandOf(daysLeft: number): RunningOutBand {
  if (daysLeft < 0) return 'past';
  if (daysLeft <= 7) return 'within_7';
  return daysLeft <= 30 ? 'within_30' : 'within_60';
}
