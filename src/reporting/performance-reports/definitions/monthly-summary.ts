import type { PerformanceReportDefinition } from './definition.js';

/**
 * Monthly performance summary of a task force. The program's current form is not public, and its labels may differ.
 */
export const monthlySummary = {
  code: 'monthly_summary',
  version: 1,
  words:
    'The monthly performance summary of a task force. The labels are the tracker’s own: they are to be confirmed ' +
    'against the form that the programme uses.',
  period: 'month',
  effective: { from: '1998-10-01', until: '2026-10-01' },
  items: [
    {
      letter: '1',
      words: 'Complaints documented, by type, mode and source, and CyberTips among them.',
      counts: [
        { measure: 'complaints_documented', by: ['type', 'mode', 'source'] },
        { measure: 'cybertips_received', by: ['type', 'mode'] },
        { measure: 'complaints_merged' },
      ],
    },
    {
      letter: '2',
      words: 'Investigations initiated, closed, and open at the end of the month.',
      counts: [
        { measure: 'investigations_initiated' },
        { measure: 'investigations_closed', by: ['disposition'] },
        { measure: 'investigations_open_at_end' },
      ],
    },
    {
      letter: '3',
      words: 'Legal process served, by kind.',
      counts: [{ measure: 'legal_process_served', by: ['process'] }],
    },
    {
      letter: '4',
      words: 'Arrests, and persons arrested.',
      counts: [{ measure: 'arrests', by: ['type', 'mode'] }, { measure: 'persons_arrested' }],
    },
    {
      letter: '5',
      words: 'Offenders identified, and child victims identified.',
      counts: [
        { measure: 'offenders_identified_hands_on_or_production', by: ['offender'] },
        { measure: 'victims_identified' },
      ],
    },
    {
      letter: '6',
      words: 'Referrals for prosecution, prosecutions, and how they ended, by forum.',
      counts: [
        { measure: 'prosecution_referrals', by: ['forum'] },
        { measure: 'referrals_accepted', by: ['forum'] },
        { measure: 'referrals_declined', by: ['forum'] },
        { measure: 'prosecutions', by: ['forum'] },
        { measure: 'convictions', by: ['forum'] },
        { measure: 'pleas', by: ['forum'] },
        { measure: 'acquittals', by: ['forum'] },
        { measure: 'dismissals', by: ['forum'] },
      ],
    },
    {
      letter: '7',
      words: 'Computer forensic examinations completed, devices and bytes.',
      counts: [{ measure: 'forensic_exams_completed' }, { measure: 'devices_examined' }, { measure: 'bytes_examined' }],
    },
    {
      letter: '8',
      words: 'Technical assistance, training and outreach.',
      counts: [
        { measure: 'assistance_sessions', by: ['recipient'] },
        { measure: 'training_sessions' },
        { measure: 'people_trained', by: ['profession'] },
        { measure: 'presentations' },
        { measure: 'people_reached', by: ['audience'] },
      ],
    },
    {
      letter: '9',
      words: 'Agencies participating, and people dedicated at the end of the month.',
      counts: [
        { measure: 'agencies_participating', by: ['membership', 'standards'] },
        { measure: 'staffing', by: ['role', 'time'] },
      ],
    },
  ],
} as const satisfies PerformanceReportDefinition;
