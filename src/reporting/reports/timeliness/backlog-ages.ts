/** Age of open complaints, in days. */
export const ages = ['0-2', '3-7', '8-30', '31-90', '91-180', '181-and-more'] as const;
export type Age = (typeof ages)[number];

const firstDays = {
  '0-2': 0,
  '3-7': 3,
  '8-30': 8,
  '31-90': 31,
  '91-180': 91,
  '181-and-more': 181,
} as const satisfies Record<Age, number>;

export const ageStarts: readonly number[] = ages.slice(1).map((age) => firstDays[age]);

/** Returns the first and the last day of an age bucket; the last bucket has no last day. */
export function getAgeLimits(age: Age): { readonly least: number; readonly most: number | null } {
  const next = ages[ages.indexOf(age) + 1];
  return { least: firstDays[age], most: next === undefined ? null : firstDays[next] - 1 };
}

/**
 * Concern about open complaints. `past_target`: unassigned for too long. `overdue`: past the due time. `expiring`,
 * `expired`: the preservation of the provider ends or has ended.
 */
export const concerns = ['past_target', 'overdue', 'expiring', 'expired'] as const;
export type WaitingConcern = (typeof concerns)[number];

/** The database function `oversight.open_complaints` repeats these definitions in SQL. Both change together. */
export const backlogRules = {
  open:
    'Complaints that are neither closed nor merged into another, at the agency that owns them. A copy by referral counts where its ' +
    'original is.',
  age: 'Days, where the task force is, since the complaint was received or, in a later cycle, reopened.',
  pastTarget:
    'Not assigned in this cycle, while its working time, from receipt or reopening and without holds, is more than the hours that ' +
    'its tier allows. What has no tier yet has no target.',
  overdue: 'Past the instant by which it was to be worked. On hold, that waits.',
  expiring: 'Not triaged in this cycle, while the provider preserves what it reported for less than 60 days more.',
  expired: 'Not triaged in this cycle, and the provider preserves what it reported no longer.',
} as const;
