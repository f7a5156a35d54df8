import { omitFromPackets } from '../../casework/records/packet-declarations.js';

omitFromPackets({
  subject_index_entries: 'The shared index is separate from the case (28 CFR Part 23).',
});
