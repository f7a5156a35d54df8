import { declareAttention } from '../../access/attention-declarations.js';
import { queryImports } from './imports.service.js';

declareAttention({
  kind: 'imports_to_commit',
  permission: 'imports:commit',
  list: '/imports',
  filter: () => ({ awaitingCommit: true }),
  rows: (tx, filter, { now }) => queryImports(tx, filter, now),
  due: { column: 'b.startedAt', type: 'instant' },
});
