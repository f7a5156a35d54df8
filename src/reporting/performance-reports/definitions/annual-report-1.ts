import type { PerformanceReportDefinition } from './definition.js';

/** 34 U.S.C. 21116(d)(1), items (A) to (G), as enacted in 2008. */
export const annualReport1 = {
  code: 'annual_report',
  version: 1,
  words:
    'The report of a task force to the Attorney General under 34 U.S.C. 21116(d)(1), items (A) to (G), for a federal ' +
    'fiscal year, as it was before the reauthorization of 2025.',
  period: 'fiscal_year',
  effective: { from: '1998-10-01', until: '2025-10-01' },
  items: [
    {
      letter: '(A)',
      words: 'Staffing levels: investigators, prosecutors, education specialists and forensic specialists dedicated.',
      counts: [{ measure: 'staffing', by: ['role', 'time'] }],
    },
    {
      letter: '(B)(i)',
      words: 'The number of investigations initiated.',
      counts: [{ measure: 'investigations_initiated' }],
    },
    {
      letter: '(B)(ii)',
      words: 'The number of arrests.',
      counts: [{ measure: 'arrests' }, { measure: 'persons_arrested' }],
    },
    {
      letter: '(B)(iii)',
      words:
        'The number of prosecutions, whether a conviction resulted, and the sentence and the statutory maximum of each.',
      counts: [
        { measure: 'prosecutions', by: ['forum'] },
        { measure: 'convictions', by: ['forum'] },
        { measure: 'sentences', by: ['forum', 'outcome', 'sentence', 'maximum'] },
      ],
    },
    {
      letter: '(C)',
      words: 'The number of referrals to the United States Attorney, and how many were accepted.',
      counts: [
        { measure: 'prosecution_referrals', only: { forum: ['us_attorney'] } },
        { measure: 'referrals_accepted', only: { forum: ['us_attorney'] } },
      ],
    },
    {
      letter: '(D)',
      words:
        'The disposition of investigations that did not result in an arrest or prosecution, such as referrals to other ' +
        'law enforcement.',
      counts: [
        {
          measure: 'investigations_closed',
          without: {
            disposition: [
              'arrest_pending_prosecution',
              'convicted_plea',
              'convicted_trial',
              'acquitted',
              'dismissed',
              'juvenile_diversion',
            ],
          },
          by: ['disposition'],
        },
      ],
    },
    {
      letter: '(E)',
      words: 'The number of investigative technical assistance sessions given to non-member agencies.',
      counts: [{ measure: 'assistance_sessions', only: { recipient: ['non_member'] } }],
    },
    {
      letter: '(F)',
      words: 'The number of computer forensic examinations completed.',
      counts: [{ measure: 'forensic_exams_completed' }],
    },
    {
      letter: '(G)',
      words: 'The number of agencies participating in the programme standards set by the task force.',
      counts: [{ measure: 'agencies_participating', by: ['membership', 'standards'] }],
    },
  ],
} as const satisfies PerformanceReportDefinition;
