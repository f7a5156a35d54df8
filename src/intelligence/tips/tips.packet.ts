import { omitFromPackets } from '../../casework/records/packet-declarations.js';

omitFromPackets({
  tip_versions: 'The content of the tip is encrypted; the records made from it are included.',
});
