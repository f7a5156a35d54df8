import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'performance-report.prepared': 'prepared a performance report',
    'performance-report.recounted': 'recounted a performance report',
    'performance-report.answered': 'answered the findings of a performance report',
    'performance-report.approved': 'approved and locked a performance report',
    'performance-report.withdrawn': 'withdrew a performance report',
    'performance-report.compared': 'compared a performance report with the present records',
    'performance-report-records.listed': 'listed the records that a performance report counts',
  },
  records: {
    performance_reports: 'performance report',
    performance_report_records: 'records of a performance report',
  },
  infinitives: {
    compared: 'compare',
    prepared: 'prepare',
  },
});
