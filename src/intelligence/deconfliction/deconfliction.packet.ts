import {
  declarePacketSections,
  matter,
  omitFromPackets,
  voidedConcerns,
} from '../../casework/records/packet-declarations.js';

declarePacketSections({
  name: 'outside-checks',
  title: 'Checks in external systems',
  table: 'outside_checks',
  concerns: {
    ...matter('system', 'system_name', 'query_id', 'result', 'checked_at', 'recorded_by', 'recorded_at'),
    ...voidedConcerns,
  },
});

omitFromPackets({
  deconfliction_checks: 'Deconfliction is separate from the case (28 CFR Part 23).',
  deconfliction_hits: 'A packet does not disclose the investigation of another agency (28 CFR Part 23).',
  victim_inquiries: 'An inquiry of another agency does not concern the matter.',
});
