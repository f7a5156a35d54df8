import { omitFromPackets } from '../../casework/records/packet-declarations.js';

omitFromPackets({
  operation_members: 'An operation may be covert.',
});
