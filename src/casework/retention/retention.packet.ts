import { omitFromPackets } from '../records/packet-declarations.js';

omitFromPackets({
  retentions: 'It concerns the retention of the file, not the matter.',
  legal_holds: 'It concerns the retention of the file, not the matter.',
  seal_orders: 'It concerns access to the file, not the matter.',
  purged_complaints: 'It describes complaints that were purged.',
  purged_counts: 'It describes complaints that were purged.',
});
