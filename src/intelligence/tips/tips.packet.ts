import { child, declarePacketSections, matter, words } from '../../casework/records/packet-declarations.js';

declarePacketSections({
  name: 'tip-versions',
  title: 'Versions of the CyberTip',
  table: 'tip_versions',
  encrypted: ['content_digest', 'key_id', 'wrapped_key', 'encrypted'],
  concerns: {
    ...matter('number', 'format', 'is_escalated', 'changed', 'differs', 'withheld', 'imported_by', 'imported_at'),
    // A street or a place of a child can stand in a city as the provider wrote it.
    ...words(
      'provider',
      'provider_id',
      'incident_types',
      'priority',
      'annotations',
      'places',
      'names_convicted_offender',
    ),
    // A number with the role of a victim says that a child was a victim before.
    ...child('prior_reports', 'child_access'),
  },
});
