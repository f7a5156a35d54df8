/**
 * Reason why nobody works a complaint. `not_read`: nobody has screened it, or read it again after a reopening.
 * `on_hold`, `transfer_pending`: suspended before its investigation. `closed_without_investigation`: its disposition means none.
 * `referred`: closed, because it was referred to another agency.
 */
export const unworkedReasons = [
  'not_read',
  'awaiting_triage',
  'awaiting_assignment',
  'awaiting_investigation',
  'on_hold',
  'transfer_pending',
  'closed_without_investigation',
  'referred',
] as const;
export type UnworkedReason = (typeof unworkedReasons)[number];

/** Tier of unworked complaints in a filter; `none` before a triage. */
export const unworkedTiers = ['1', '2', '3', '4', 'none'] as const;
export type UnworkedTier = (typeof unworkedTiers)[number];

/** The database function `oversight.unworked_complaints` repeats these definitions in SQL. Both change together. */
export const unworkedRules: Readonly<Record<UnworkedReason, string>> = {
  not_read: 'Open now, and not screened since it was received or reopened.',
  awaiting_triage: 'Open now, and screened without a triage.',
  awaiting_assignment: 'Open now, and triaged without an assignment.',
  awaiting_investigation: 'Open now, and assigned without an investigation.',
  on_hold: 'Open now, and on hold since before an investigation. The list has the reason of the hold.',
  transfer_pending: 'Open now, and offered to another agency before an investigation.',
  closed_without_investigation:
    'Closed in the period, by the day of the task force, with a disposition that means no investigation.',
  referred: 'Closed in the period, because it was referred to another agency.',
};
