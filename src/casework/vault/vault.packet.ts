import { omitFromPackets } from '../records/packet-declarations.js';

omitFromPackets({
  identity_destructions: 'It concerns the vault, not the matter.',
});
