import { caseSeats, declareAttention, maxAttentionCount } from '../../access/attention-declarations.js';
import { selectExpiring } from './expiring-logs.service.js';

declareAttention({
  kind: 'logs_expiring',
  permission: 'identifiers:record',
  seats: caseSeats,
  list: '/ip-captures/expiring',
  filter: () => ({ within: 40, past: 30 }),
  rows: (_tx, filter, { today }) => {
    const { sql, parameters } = selectExpiring(filter, today, maxAttentionCount + 1);
    return { sql: `SELECT found.kept_until AS due FROM (${sql}) found`, parameters };
  },
  due: { column: 'due', type: 'day' },
});
