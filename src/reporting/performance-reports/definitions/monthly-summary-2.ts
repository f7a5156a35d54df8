import type { PerformanceReportDefinition } from './definition.js';
import { monthlySummary } from './monthly-summary.js';

/** Monthly performance summary with preservation requests as a line of their own, and not as legal process served. */
export const monthlySummary2: PerformanceReportDefinition = {
  ...monthlySummary,
  version: 2,
  effective: { from: monthlySummary.effective.until, until: '2200-01-01' },
  items: monthlySummary.items.map((item) =>
    item.letter === '3'
      ? {
          letter: '3',
          words: 'Legal process served, by kind, and requests to preserve evidence under 18 U.S.C. 2703(f).',
          counts: [{ measure: 'legal_process_served', by: ['process'] }, { measure: 'preservation_requests' }],
        }
      : item,
  ),
};
