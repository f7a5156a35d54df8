import type { PerformanceReportDefinition } from './definition.js';

/** Performance report of a task force on a completed operation, such as Operation Broken Heart. */
export const operationRelease = {
  code: 'operation_release',
  version: 1,
  words:
    'The part of a task force in an operation: the records in the window of the operation, or those tagged with it. ' +
    'Historical totals are not included.',
  period: 'operation',
  effective: { from: '1998-10-01', until: '2200-01-01' },
  items: [
    {
      letter: '1',
      words: 'Complaints, by type and mode.',
      counts: [{ measure: 'complaints_documented', by: ['type', 'mode'] }],
    },
    { letter: '2', words: 'Arrests.', counts: [{ measure: 'arrests' }] },
    {
      letter: '3',
      words: 'Offenders identified who produced child sexual abuse material or sexually abused a child.',
      counts: [{ measure: 'offenders_identified_hands_on_or_production', by: ['offender'] }],
    },
    {
      letter: '4',
      words: 'Children identified who suffered recent, ongoing or historical sexual abuse or production.',
      counts: [{ measure: 'victims_identified' }],
    },
    {
      letter: '5',
      words: 'Presentations, and the young people and adults reached.',
      counts: [{ measure: 'presentations' }, { measure: 'people_reached', by: ['audience'] }],
    },
    { letter: '6', words: 'Agencies participating.', counts: [{ measure: 'agencies_participating' }] },
  ],
} as const satisfies PerformanceReportDefinition;
