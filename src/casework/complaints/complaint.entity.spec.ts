import { describe, expect, it } from '@jest/globals';
import { Complaint } from './complaint.entity.js';
import { InvalidTransition, ComplaintMerged, MergeTargetNotOpen } from './complaints.errors.js';
import {
  complaintTransitions,
  complaintStates,
  suspendedStates,
  statesInWork,
  type ComplaintState,
} from './complaints.enums.js';

const before = new Date('2018-05-12T09:00:00Z');
const now = new Date('2018-05-12T10:00:00Z');

const acts: Partial<Record<ComplaintState, (complaint: Complaint) => void>> = {
  in_triage: (complaint) => {
    complaint.screenAs('enticement', 'reactive', now);
  },
  triaged: (complaint) => {
    complaint.triageAs('enticement', 'reactive', 2, now);
  },
  assigned: (complaint) => {
    complaint.assignTo('agency', null, null, now);
  },
  under_investigation: (complaint) => {
    complaint.beginInvestigation(now);
  },
  referred_for_prosecution: (complaint) => {
    complaint.referForProsecution(now);
  },
  prosecuted: (complaint) => {
    complaint.prosecute(now);
  },
  closed: (complaint) => {
    complaint.closeAs('insufficient_information', now);
  },
  reopened: (complaint) => {
    complaint.reopen(now);
  },
  on_hold: (complaint) => {
    complaint.hold(now);
  },
  transfer_pending: (complaint) => {
    complaint.offerTransfer(now);
  },
  merged: (complaint) => {
    complaint.mergeInto(complaintIn('triaged'), now);
  },
};

const isSuspended = (state: ComplaintState): boolean => (suspendedStates as readonly ComplaintState[]).includes(state);
const isInWork = (state: ComplaintState): boolean => (statesInWork as readonly ComplaintState[]).includes(state);
const staysInWork: readonly ComplaintState[] = ['triaged', 'assigned', 'under_investigation'];

function complaintIn(state: ComplaintState, stateBefore: ComplaintState | null = null): Complaint {
  const mergedInto = state === 'merged' ? 'another' : null;
  const rest = {
    id: 'this',
    cycle: 1,
    priority: 2,
    dueAt: null,
    stateSince: before,
    disposition: null,
    transferredTo: null,
    mergedInto,
  };
  return Object.assign(new Complaint(), { state, stateBefore, agencyId: 'owner', receivedOn: '2018-05-12', ...rest });
}

describe('a complaint', () => {
  const moves = complaintStates
    .filter((from) => !isSuspended(from))
    .flatMap((from) => Object.entries(acts).map(([to, act]) => ({ from, to: to as ComplaintState, act })));

  it.each(moves)('changes from $from to $to only by an allowed transition', ({ from, to, act }) => {
    const complaint = complaintIn(from);
    const allowed: readonly ComplaintState[] = complaintTransitions[from];

    if (isInWork(from) && staysInWork.includes(to)) {
      act(complaint);
      expect(complaint).toMatchObject({ state: from, stateSince: before });
    } else if (allowed.includes(to)) {
      act(complaint);
      expect(complaint).toMatchObject({ state: to, stateSince: from === to ? before : now });
    } else {
      expect(() => {
        act(complaint);
      }).toThrow(InvalidTransition);
      expect(complaint).toMatchObject({ state: from, stateSince: before });
    }
  });

  const returns = [
    ['on_hold', 'resume'],
    ['merged', 'unmerge'],
  ] as const;

  it.each(returns)('in the state %s returns to its previous state only by %s', (aside, act) => {
    const complaint = complaintIn(aside, 'assigned');
    for (const [, other] of returns.filter(([, name]) => name !== act)) {
      expect(() => {
        complaint[other](now);
      }).toThrow(InvalidTransition);
    }

    complaint[act](now);

    expect(complaint).toMatchObject({ state: 'assigned', stateBefore: null, stateSince: now, mergedInto: null });
  });

  it.each(suspendedStates)('in the state %s rejects other changes', (aside) => {
    for (const act of Object.values(acts)) {
      const complaint = complaintIn(aside, 'in_triage');
      expect(() => {
        act(complaint);
      }).toThrow(expect.objectContaining({ members: { state: aside, allowed: ['in_triage'] } }));
    }
  });

  it.each([
    [1, '2018-05-12T11:00:00.000Z'],
    [2, '2018-05-13T10:00:00.000Z'],
    [3, '2018-05-19T10:00:00.000Z'],
    [4, '2018-06-11T10:00:00.000Z'],
  ])('of tier %i is due at %s by default', (priority, due) => {
    const complaint = Object.assign(complaintIn('triaged'), { priority });

    complaint.assignTo('agency', null, undefined, now);
    expect(complaint.dueAt?.toISOString()).toBe(due);
    complaint.assignTo('agency', null, null, now);
    expect(complaint.dueAt).toBeNull();
  });

  it('keeps its due date when it is reassigned', () => {
    const complaint = Object.assign(complaintIn('assigned'), { dueAt: before });

    complaint.assignTo('another agency', null, undefined, now);

    expect(complaint.dueAt).toEqual(before);
  });

  it.each(['assigned', 'under_investigation'] as const)(
    'in the state %s has a new due date when its tier changes',
    (state) => {
      const complaint = Object.assign(complaintIn(state), { priority: 4, dueAt: new Date('2018-06-11T10:00:00Z') });

      complaint.triageAs('enticement', 'reactive', 4, now);
      expect(complaint.dueAt).toEqual(new Date('2018-06-11T10:00:00Z'));
      complaint.triageAs('enticement', 'reactive', 1, now);
      expect(complaint.dueAt).toEqual(new Date('2018-05-12T11:00:00Z'));
    },
  );

  it('without an assignment has no due date when its tier changes', () => {
    const complaint = Object.assign(complaintIn('triaged'), { priority: 4, dueAt: null });

    complaint.triageAs('enticement', 'reactive', 1, now);

    expect(complaint.dueAt).toBeNull();
  });

  it.each([
    ['an hour before', '2018-05-12T08:00:00Z', '2018-05-12T09:00:00Z'],
    ['a day after', '2018-05-13T09:00:00Z', '2018-05-13T10:00:00Z'],
  ])('due %s the hold is due later by the duration of the hold', (_, due, later) => {
    const complaint = Object.assign(complaintIn('on_hold', 'assigned'), { dueAt: new Date(due) });

    complaint.resume(now);

    expect(complaint.dueAt).toEqual(new Date(later));
  });

  it('keeps its due date after a suspension other than a hold', () => {
    const complaint = Object.assign(complaintIn('merged', 'assigned'), { dueAt: before });

    complaint.unmerge(now);

    expect(complaint.dueAt).toEqual(before);
  });

  it.each([
    ['closed', MergeTargetNotOpen],
    ['transfer_pending', MergeTargetNotOpen],
    ['merged', ComplaintMerged],
  ] as const)('in the state %s rejects a merge into it', (state, refusal) => {
    const complaint = complaintIn('triaged');

    expect(() => {
      complaint.mergeInto(complaintIn(state), now);
    }).toThrow(refusal);
    expect(complaint).toMatchObject({ state: 'triaged', mergedInto: null });
  });

  it('on hold accepts a merge into it', () => {
    const complaint = complaintIn('triaged');

    complaint.mergeInto(complaintIn('on_hold', 'assigned'), now);

    expect(complaint).toMatchObject({ state: 'merged', mergedInto: 'this' });
  });

  it('begins another cycle when reopened, unless another task force has it', () => {
    const complaint = Object.assign(complaintIn('closed'), { disposition: 'insufficient_information' });
    const elsewhere = Object.assign(complaintIn('closed'), { transferredTo: 'there' });

    complaint.reopen(now);

    expect(complaint).toMatchObject({ state: 'reopened', cycle: 2, disposition: null });
    expect(elsewhere.allowedMoves).toEqual([]);
    expect(() => {
      elsewhere.reopen(now);
    }).toThrow(expect.objectContaining({ members: { state: 'closed', allowed: [] } }));
  });

  it.each<[ComplaintState, number, number, ComplaintState]>([
    ['prosecuted', 1, 0, 'prosecuted'],
    ['prosecuted', 0, 2, 'referred_for_prosecution'],
    ['prosecuted', 0, 0, 'under_investigation'],
    ['referred_for_prosecution', 1, 0, 'referred_for_prosecution'],
    ['referred_for_prosecution', 0, 1, 'referred_for_prosecution'],
    ['referred_for_prosecution', 0, 0, 'under_investigation'],
    ['under_investigation', 0, 0, 'under_investigation'],
    ['assigned', 0, 0, 'assigned'],
    ['closed', 0, 0, 'closed'],
  ])(
    'in the state %s, with %i active prosecutions and %i referrals, becomes %s',
    (from, prosecutions, referrals, to) => {
      const [there, aside] = [complaintIn(from), complaintIn('on_hold', from)];

      for (const complaint of [there, aside]) complaint.revertTo({ prosecutions, referrals }, now);

      expect(there).toMatchObject({ state: to, stateSince: from === to ? before : now });
      expect(aside).toMatchObject({ state: 'on_hold', stateBefore: to, stateSince: before });
    },
  );

  it('lists the allowed transitions when it rejects one', () => {
    expect(() => {
      complaintIn('closed').beginInvestigation(now);
    }).toThrow(expect.objectContaining({ members: { state: 'closed', allowed: ['reopened'] } }));
  });

  it('can reach every state', () => {
    const reached = new Set<ComplaintState>(['received']);
    for (const state of reached) for (const next of complaintTransitions[state]) reached.add(next);

    expect([...reached].sort()).toEqual([...complaintStates].sort());
  });

  it('rejects an event dated before its receipt', () => {
    expect(() => {
      complaintIn('assigned').requireNotBefore('2018-05-11', '/arrestedOn');
    }).toThrow(
      expect.objectContaining({
        members: { errors: [{ pointer: '#/arrestedOn', detail: 'must not be before the complaint was received' }] },
      }),
    );
    complaintIn('assigned').requireNotBefore('2018-05-12', '/arrestedOn');
  });
});
