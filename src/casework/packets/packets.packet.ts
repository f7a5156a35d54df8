import { omitFromPackets } from '../records/packet-declarations.js';

omitFromPackets({
  packets: 'It describes packets of the case, which the disclosures list.',
});
