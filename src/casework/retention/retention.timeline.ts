import { declareTimeline, timelineSource } from '../records/timeline-declarations.js';

const orderSentences: Readonly<Record<string, string>> = {
  seal: 'Sealed',
  unseal: 'Unsealed',
  expunge: 'Expunged',
};

// Retention concerns the file and not the matter.
declareTimeline(
  timelineSource<{ authority: string; reason: string }>({
    kind: 'legal_hold_placed',
    isInternal: true,
    from: 'app.legal_holds r',
    at: 'r.placed_at',
    author: 'r.placed_by',
    facts: { authority: 'r.authority', reason: 'r.reason' },
    describe: ({ authority, reason }) => ({ words: `A legal hold was placed, authority ${authority}`, reason }),
  }),
  timelineSource<{ authority: string; reason: string }>({
    kind: 'legal_hold_lifted',
    isInternal: true,
    from: 'app.legal_holds r',
    where: 'r.lifted_at IS NOT NULL',
    at: 'r.lifted_at',
    author: 'r.lifted_by',
    facts: { authority: 'r.authority', reason: 'r.lift_reason' },
    describe: ({ authority, reason }) => ({ words: `The legal hold, authority ${authority}, was lifted`, reason }),
  }),
  timelineSource<{ kind: string; number: string; court: string }>({
    kind: 'seal_order_executed',
    isInternal: true,
    from: 'app.seal_orders r',
    where: 'r.executed_at IS NOT NULL',
    at: 'r.executed_at',
    author: 'r.executed_by',
    facts: { kind: 'r.kind', number: 'r.order_number', court: 'r.court' },
    describe: ({ kind, number, court }) => ({
      words: `${orderSentences[kind] ?? kind} by order ${number} of ${court}`,
    }),
  }),
  timelineSource<{ from: string; reason: string }>({
    kind: 'purge_marked',
    isInternal: true,
    // A withdrawn mark is only in the trail, because the record no longer has it.
    from: 'app.retentions r',
    where: 'r.marked_at IS NOT NULL',
    at: 'r.marked_at',
    author: 'r.marked_by',
    facts: { from: '(r.purge_not_before AT TIME ZONE receipt.zone)::date', reason: 'r.mark_reason' },
    describe: ({ from, reason }) => ({ words: `Marked for purge, not before ${from}`, reason }),
  }),
);
