import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'return.prepared': 'prepared a performance report',
    'return.checked': 'recounted a performance report',
    'return.answered': 'answered the findings of a performance report',
    'return.approved': 'approved and locked a performance report',
    'return.withdrawn': 'withdrew a performance report',
    'return.compared': 'compared a performance report with the present records',
    'return-records.listed': 'listed the records that a performance report counts',
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
