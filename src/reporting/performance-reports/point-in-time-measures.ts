/** Point-in-time measure, which is not a sum over days and is counted for each period. */
export interface PointInTimeMeasure {
  readonly key: string;
  readonly words: string;
}

/**
 * Point-in-time measures in the order of the reports. One function of `oversight` for each repeats the definition in
 * SQL.
 */
export const pointInTimeMeasures = [
  {
    key: 'staffing',
    words:
      'People dedicated to the work at the end of the period: those of the staffing levels in force on its last day. ' +
      'Full time and part time stand apart, and neither is turned into the other.',
  },
  {
    key: 'agencies_participating',
    words:
      'Agencies whose membership, as lead or affiliate, has a day in the period; one whose membership changed is one, ' +
      'as it was last. Those that adopted the standards of the task force by the end of the period stand apart.',
  },
  {
    key: 'persons_arrested',
    words: 'Persons arrested: one arrested twice in the period is one, by the first arrest in it.',
  },
  {
    key: 'investigations_open_at_end',
    words: 'Investigations opened before the end of the period and not closed by then.',
  },
  {
    key: 'sentences',
    words:
      'Convictions, each with its sentence and the most that the statutes allow, in months. Counted on the day the ' +
      'case was disposed of.',
  },
] as const satisfies readonly PointInTimeMeasure[];

export type PointInTimeKey = (typeof pointInTimeMeasures)[number]['key'];
export const pointInTimeKeys: readonly PointInTimeKey[] = pointInTimeMeasures.map(({ key }) => key);
