import {
  caseSeats,
  declareAttention,
  maxAttentionCount,
  type AttentionKind,
} from '../../access/attention-declarations.js';
import type { Permission } from '../../access/permissions.js';
import { bindBuilt } from '../../platform/database/built-statements.js';
import { buildCount, partsOf } from '../../platform/database/counted-page.js';
import type { ComplaintFilters } from './complaint.request.js';
import type { ComplaintQueue } from './complaints.enums.js';
import { rowsOfQueue } from './queues.js';

const limits = { maxCount: maxAttentionCount, maxExamined: 10_000 } as const;

interface AttentionQueue {
  readonly kind: AttentionKind;
  readonly permission: Permission;
  readonly queue: ComplaintQueue;
  readonly filter?: (today: string) => Pick<ComplaintFilters, 'investigatorId' | 'reviewBy'>;
  /** Column that makes a complaint of the queue urgent. */
  readonly due: { readonly column: string; readonly type: 'day' | 'instant' };
  readonly isForSecondPerson?: true;
}

const receivedAt = { column: 'c.receivedAt', type: 'instant' } as const;
const dueAt = { column: 'c.dueAt', type: 'instant' } as const;
const preservedUntil = { column: 'c.preservedUntil', type: 'day' } as const;

const attentionQueues: readonly AttentionQueue[] = [
  { kind: 'complaints_to_triage', permission: 'complaints:screen', queue: 'to_triage', due: receivedAt },
  { kind: 'complaints_to_assign', permission: 'complaints:assign', queue: 'to_assign', due: receivedAt },
  { kind: 'my_complaints', permission: 'complaints:work', queue: 'mine', due: dueAt },
  {
    kind: 'my_overdue_complaints',
    permission: 'complaints:work',
    queue: 'overdue',
    filter: () => ({ investigatorId: 'me' }),
    due: dueAt,
  },
  { kind: 'overdue_complaints', permission: 'complaints:assign', queue: 'overdue', due: dueAt },
  { kind: 'complaints_past_target', permission: 'complaints:assign', queue: 'past_target', due: receivedAt },
  { kind: 'untriaged_expiring', permission: 'complaints:screen', queue: 'expiring', due: preservedUntil },
  {
    kind: 'holds_to_review',
    permission: 'complaints:work',
    queue: 'on_hold',
    filter: (today) => ({ reviewBy: today }),
    due: { column: 'c.stateSince', type: 'instant' },
  },
  {
    kind: 'closures_to_decide',
    permission: 'complaints:dispose',
    queue: 'to_close',
    due: { column: 'p.proposed_at', type: 'instant' },
    isForSecondPerson: true,
  },
];

for (const { kind, permission, queue, filter, due, isForSecondPerson } of attentionQueues) {
  declareAttention({
    kind,
    permission,
    seats: caseSeats,
    ...(isForSecondPerson && { isForSecondPerson }),
    list: '/complaints',
    filter: ({ today }) => ({ queue, ...filter?.(today) }),
    rows: (tx, filters, { actor, now }) => {
      const rows = rowsOfQueue(queue, { actor, now, filters });
      const [countSql, parameters] = bindBuilt(tx, ['attention', partsOf(rows), due.column], rows.parameters, () =>
        buildCount(tx, rows, limits, ['min(due) AS due'], { due: due.column }),
      );
      return { countSql, parameters };
    },
    due,
  });
}
