import { declarePacketSections, matter, words } from '../records/packet-declarations.js';
import { disclosureBasisLabels } from './disclosures.enums.js';

declarePacketSections({
  name: 'disclosures',
  title: 'Disclosures',
  table: 'disclosures',
  labels: { basis: disclosureBasisLabels },
  concerns: {
    ...matter('what', 'recipient_task_force_id', 'recipient_agency_id', 'basis', 'record_id'),
    ...matter('disclosed_by', 'disclosed_at', 'entered_at'),
    // A recipient agency of the tracker remains visible, by name.
    ...words('recipient', 'purpose'),
  },
});
