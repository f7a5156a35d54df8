import { caseSeats, declareAttention, maxAttentionCount } from '../../access/attention-declarations.js';
import { selectExpiring } from './expiring-preservations.service.js';

declareAttention({
  kind: 'preservations_expiring',
  permission: 'complaints:work',
  seats: caseSeats,
  list: '/preservations/expiring',
  filter: () => ({ within: 60, past: 30 }),
  rows: (_tx, filter, { today }) => {
    const { sql, parameters } = selectExpiring(filter, today, maxAttentionCount + 1);
    return { sql: `SELECT found.runs_out_on AS due FROM (${sql}) found`, parameters };
  },
  due: { column: 'due', type: 'day' },
});
