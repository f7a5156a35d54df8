import { childAccessLabels, complaintTypeLabels } from '../complaints/complaints.enums.js';
import { child, declarePacketSections, matter, words } from '../records/packet-declarations.js';

declarePacketSections(
  {
    name: 'screenings',
    title: 'Screenings',
    table: 'screenings',
    labels: { type: complaintTypeLabels, child_access: childAccessLabels },
    concerns: {
      ...matter('type', 'mode', 'duplicates_found', 'screened_by', 'screened_at'),
      ...child('child_access', 'has_hands_on_statement'),
    },
  },
  {
    name: 'triages',
    title: 'Triage',
    table: 'triages',
    labels: { type: complaintTypeLabels, proposed_type: complaintTypeLabels, child_access: childAccessLabels },
    concerns: {
      ...matter(
        'type',
        'mode',
        'priority',
        'proposed_type',
        'proposed_mode',
        'proposed_priority',
        'triaged_by',
        'triaged_at',
      ),
      ...child('child_access', 'has_hands_on_statement', 'proposed_for'),
      ...words('rationale'),
    },
  },
  {
    name: 'assignments',
    title: 'Assignments',
    table: 'assignments',
    concerns: {
      ...matter('agency_id', 'investigator_id', 'due_at', 'cycle', 'assigned_by', 'assigned_at'),
      ...words('reason'),
    },
  },
);
