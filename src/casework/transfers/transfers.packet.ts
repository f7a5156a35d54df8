import { complaintTypeLabels } from '../complaints/complaints.enums.js';
import { disclosureBasisLabels } from '../disclosures/disclosures.enums.js';
import { declarePacketSections, matter, words } from '../records/packet-declarations.js';

declarePacketSections(
  {
    name: 'transfers',
    title: 'Offers to other agencies',
    table: 'transfers',
    labels: { type: complaintTypeLabels, basis: disclosureBasisLabels },
    concerns: {
      ...matter('agency_id', 'from_name', 'kind', 'to_task_force_id', 'to_agency_id', 'to_name', 'basis', 'reference'),
      ...matter('source', 'type', 'mode', 'priority', 'offered_by', 'offered_at', 'answer_by', 'state', 'decided_by'),
      ...matter('decided_at', 'became_complaint_id'),
      ...words('reason', 'summary', 'answer_reason'),
    },
  },
  {
    name: 'shares',
    title: 'Shares with other agencies',
    table: 'shares',
    labels: { basis: disclosureBasisLabels },
    concerns: {
      ...matter('agency_id', 'from_name', 'to_task_force_id', 'to_agency_id', 'to_name', 'reference', 'includes_names'),
      ...matter('until_on', 'basis', 'granted_by', 'granted_at', 'ended_by', 'ended_at'),
      ...words('reason', 'end_reason'),
    },
  },
);
