import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'investigation.opened': 'opened an investigation',
    'investigation.named': 'named an investigation',
    'investigation.complaints-linked': 'linked complaints to an investigation',
    'investigation.complaint-unlinked': 'unlinked a complaint from an investigation',
    'investigation.closed': 'closed an investigation',
    'investigation.reopened': 'reopened an investigation',
    'legal-process.issued': 'recorded the issue of legal process',
    'legal-process.served': 'recorded the service of legal process',
    'legal-process.corrected': 'corrected the record of legal process',
    'legal-process.returned': 'recorded the return of legal process',
    'legal-process.withdrawn': 'recorded the withdrawal of legal process',
    'legal-process.voided': 'voided legal process that was recorded in error',
    'legal-process.read': 'read legal process',
    'forensic-exam.requested': 'requested a forensic examination',
    'forensic-exam.corrected': 'corrected the request for a forensic examination',
    'forensic-exam.completed': 'recorded the result of a forensic examination',
    'forensic-exam.voided': 'voided a forensic examination that was recorded in error',
  },
  records: {
    investigations: 'investigation',
    investigation_complaints: 'complaint of an investigation',
    investigation_closures: 'closure of an investigation',
    legal_processes: 'legal process',
    forensic_exams: 'forensic examination',
  },
  infinitives: {
    named: 'name',
  },
});
