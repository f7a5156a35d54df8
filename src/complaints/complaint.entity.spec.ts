import { describe, expect, it } from '@jest/globals';
import { Complaint } from './complaint.entity.js';
import { IllegalMove } from './complaints.errors.js';
import { complaintMoves, complaintStates, type ComplaintState } from './complaints.words.js';

const acts: Record<Exclude<ComplaintState, 'received'>, (complaint: Complaint) => void> = {
  triaged: (complaint) => {
    complaint.triageAs('enticement', 'reactive', 2);
  },
  assigned: (complaint) => {
    complaint.assignTo('agency', null, null);
  },
  closed: (complaint) => {
    complaint.closeAs('insufficient_information');
  },
};

function complaintIn(state: ComplaintState): Complaint {
  return Object.assign(new Complaint(), { state, receivedOn: '2018-05-12', disposition: null });
}

describe('A complaint', () => {
  const moves = complaintStates.flatMap((from) =>
    Object.entries(acts).map(([to, act]) => ({ from, to: to as ComplaintState, act })),
  );

  it.each(moves)('from $from to $to moves only where the moves say so', ({ from, to, act }) => {
    const complaint = complaintIn(from);
    const allowed: readonly ComplaintState[] = complaintMoves[from];

    if (allowed.includes(to)) {
      act(complaint);
      expect(complaint.state).toBe(to);
    } else {
      expect(() => {
        act(complaint);
      }).toThrow(IllegalMove);
      expect(complaint.state).toBe(from);
    }
  });

  it('names the allowed moves when it refuses one', () => {
    const refusal = new IllegalMove('received', complaintMoves.received);

    expect(refusal.members).toEqual({ state: 'received', allowed: ['triaged', 'closed'] });
  });

  it('can be reached in every state', () => {
    const reached = new Set<ComplaintState>(['received']);
    for (const state of reached) for (const next of complaintMoves[state]) reached.add(next);

    expect([...reached].sort()).toEqual([...complaintStates].sort());
  });

  it('was received before anything that follows from it', () => {
    expect(() => {
      complaintIn('assigned').requireNotBefore('2018-05-11', '/arrestedOn');
    }).toThrow(
      expect.objectContaining({
        members: { errors: [{ pointer: '#/arrestedOn', detail: 'lies before the complaint was received' }] },
      }),
    );
    complaintIn('assigned').requireNotBefore('2018-05-12', '/arrestedOn');
  });
});
