import { declarePacketSections, matter, voidedConcerns, words } from '../records/packet-declarations.js';
import { examResultLabels, legalProcessKindLabels, legalProcessOutcomeLabels } from './investigations.enums.js';

declarePacketSections(
  {
    name: 'investigations',
    title: 'Investigations',
    table: 'investigation_complaints',
    concerns: {
      ...matter('investigation_id', 'linked_by', 'linked_at', 'ended_by', 'ended_at'),
      ...words('end_reason'),
    },
  },
  {
    name: 'legal-processes',
    title: 'Legal process',
    table: 'legal_processes',
    labels: { kind: legalProcessKindLabels, outcome: legalProcessOutcomeLabels },
    concerns: {
      ...matter('investigation_id', 'agency_id', 'kind', 'authority', 'number', 'issued_on', 'expires_on', 'served_on'),
      ...matter('returned_on', 'outcome', 'items_received', 'withdrawn_on', 'recorded_by', 'recorded_at'),
      ...words('directed_to', 'withdrawal_reason'),
      ...voidedConcerns,
    },
  },
  {
    name: 'forensic-exams',
    title: 'Forensic examinations',
    table: 'forensic_exams',
    labels: { result: examResultLabels },
    concerns: {
      ...matter(
        'investigation_id',
        'agency_id',
        'legal_process_id',
        'requested_on',
        'began_on',
        'completed_on',
        'result',
      ),
      ...matter(
        'devices',
        'bytes',
        'computers',
        'phones',
        'storage_media',
        'other_devices',
        'recorded_by',
        'recorded_at',
      ),
      ...voidedConcerns,
    },
  },
);
