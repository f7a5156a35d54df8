import { annualReport1 } from './annual-report-1.js';
import type { PerformanceReportDefinition, PerformanceReportItem } from './definition.js';

/** 34 U.S.C. 21116(d)(1), as amended by the reauthorization of 2025. */
export const annualReport2: PerformanceReportDefinition = {
  code: 'annual_report',
  version: 2,
  words:
    'The report of a task force to the Attorney General under 34 U.S.C. 21116(d)(1) as amended in 2025, items (A) to ' +
    '(F), for a federal fiscal year. The amendment (H.R. 1274 and S. 539, 119th Congress) is very probably law, as ' +
    'part of Pub. L. 119-60 of 18 December 2025: to be confirmed against the enacted text.',
  period: 'fiscal_year',
  effective: { from: '2025-10-01', until: '2200-01-01' },
  items: [
    reuseItem('(A)'),
    reuseItem('(B)(i)'),
    reuseItem('(B)(ii)'),
    {
      letter: '(B)(iii)',
      words: 'The number of prosecutions.',
      counts: [{ measure: 'prosecutions', by: ['forum'] }],
    },
    {
      letter: '(B)(iv)',
      words: 'The number of child victims identified.',
      counts: [{ measure: 'victims_identified' }],
    },
    reuseItem('(C)'),
    reuseItem('(E)', '(D)'),
    reuseItem('(F)', '(E)'),
    reuseItem('(G)', '(F)'),
  ],
};

function reuseItem(formerLetter: string, letter = formerLetter): PerformanceReportItem {
  const item = annualReport1.items.find((one) => one.letter === formerLetter);
  if (!item) throw new Error(`Annual report 1 has no item ${formerLetter} to carry over`);
  return { ...item, letter };
}
