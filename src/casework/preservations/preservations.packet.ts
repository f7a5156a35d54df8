import { declarePacketSections, matter, words } from '../records/packet-declarations.js';

declarePacketSections({
  name: 'preservations',
  title: 'Preservation requests',
  table: 'preservations',
  concerns: {
    ...matter('provider', 'requested_on', 'renewed_on', 'expires_on', 'recorded_by', 'recorded_at', 'renewed_by'),
    ...matter('renewed_at', 'released_by', 'released_at'),
    ...words('account', 'release_reason'),
  },
});
