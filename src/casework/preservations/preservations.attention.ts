import { caseSeats, declareAttention } from '../../access/attention-declarations.js';
import { selectExpiring } from './expiring-preservations.service.js';

/** Number of rows at which the statement stops, beyond the maximum of a count. */
const maxRows = 1001;

declareAttention({
  kind: 'preservations_expiring',
  permission: 'complaints:work',
  seats: caseSeats,
  list: '/preservations/expiring',
  filter: () => ({ within: 60, past: 30 }),
  rows: (_tx, filter, { today }) => {
    const { sql, parameters } = selectExpiring(filter, today, maxRows);
    return { sql: `SELECT found.runs_out_on AS due FROM (${sql}) found`, parameters };
  },
  due: { column: 'due', type: 'day' },
});
