import { child, declarePacketSections, matter, words } from '../../casework/records/packet-declarations.js';

declarePacketSections({
  name: 'tip-versions',
  title: 'Versions of the CyberTip',
  table: 'tip_versions',
  encrypted: ['content_digest', 'key_id', 'wrapped_key', 'encrypted'],
  concerns: {
    ...matter('number', 'format', 'is_escalated', 'changed', 'differs', 'withheld', 'imported_by', 'imported_at'),
    ...words('provider', 'incident_types', 'priority', 'annotations'),
    // A number with the role of a victim says that a child was a victim before.
    ...child('prior_reports'),
  },
});
