import { child, declarePacketSections, matter, voidedConcerns, words } from '../records/packet-declarations.js';
import { safeguardingLabels } from './victims-identified.enums.js';

declarePacketSections(
  {
    name: 'victims-identified',
    title: 'Identified children, by pseudonym',
    table: 'victims_identified',
    labels: { safeguarding_status: safeguardingLabels },
    concerns: {
      ...matter('agency_id', 'pseudonym'),
      ...child('abuse_timing', 'production_victim', 'safeguarding_status', 'identified_on', 'same_child_as'),
      ...voidedConcerns,
    },
  },
  {
    name: 'relationships',
    title: 'Relationships between children and suspects',
    table: 'victim_relationships',
    concerns: {
      ...matter('victim_id', 'suspect_id', 'noted_by', 'noted_at'),
      ...child('relationship'),
      ...voidedConcerns,
    },
  },
  {
    name: 'safeguarding',
    title: 'Safeguarding steps',
    table: 'safeguarding_steps',
    labels: { status: safeguardingLabels },
    concerns: {
      ...matter('victim_id', 'noted_by', 'noted_at'),
      ...child('status', 'happened_on'),
      ...words('reason'),
      ...voidedConcerns,
    },
  },
);
