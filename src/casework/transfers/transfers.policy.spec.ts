import { describe, expect, it } from '@jest/globals';
import type { Actor, Seat } from '../../platform/actor/actor.js';
import { AlreadyAnswered } from './transfers.errors.js';
import { sharePolicy, transferPolicy } from './transfers.policy.js';
import { Share } from './share.entity.js';
import { Transfer } from './transfer.entity.js';

const sides = { taskForceId: 't1', agencyId: 'from', toTaskForceId: 't2', toAgencyId: 'to' } as const;
const transfer = Object.assign(new Transfer(), { ...sides, state: 'offered', answerBy: '2026-03-09' });
const share = Object.assign(new Share(), { ...sides, endedAt: null, untilOn: '2026-03-09' });

const by = (seat: Seat): Actor => ({
  accountId: 'a',
  sessionId: 's',
  role: 'supervisor',
  seat,
  scopes: null,
  isSteppedUp: false,
});

const seats: Readonly<Record<string, Seat>> = {
  sender: { level: 'agency', taskForceId: 't1', agencyId: 'from' },
  'over the sender': { level: 'task_force', taskForceId: 't1' },
  'beside the sender': { level: 'agency', taskForceId: 't1', agencyId: 'other' },
  receiver: { level: 'agency', taskForceId: 't2', agencyId: 'to' },
  'over the receiver': { level: 'task_force', taskForceId: 't2' },
  'beside the receiver': { level: 'agency', taskForceId: 't2', agencyId: 'other' },
  nation: { level: 'national' },
};

const whoMay = (may: (actor: Actor) => boolean): string[] =>
  Object.entries(seats)
    .filter(([, seat]) => may(by(seat)))
    .map(([name]) => name);

describe('an offer', () => {
  it('is revoked by the sending side on any day', () => {
    for (const today of ['2026-03-02', '2026-04-01']) {
      expect(whoMay((actor) => transferPolicy.revoke(actor, { transfer, today }))).toEqual([
        'sender',
        'over the sender',
      ]);
    }
  });

  it('is answered by the receiving agency, and by its task force after the deadline', () => {
    const answering = (today: string): string[] => whoMay((actor) => transferPolicy.answer(actor, { transfer, today }));

    expect(answering('2026-03-09')).toEqual(['receiver']);
    expect(answering('2026-03-10')).toEqual(['receiver', 'over the receiver']);
  });

  it('is overdue while it is unanswered, and is answered once', () => {
    const answered = Object.assign(new Transfer(), transfer, { state: 'declined' });

    expect([transfer.isOverdue('2026-03-09'), transfer.isOverdue('2026-03-10')]).toEqual([false, true]);
    expect(answered.isOverdue('2026-03-10')).toBe(false);
    transfer.requireOpen();
    expect(() => {
      answered.requireOpen();
    }).toThrow(AlreadyAnswered);
  });
});

describe('a share', () => {
  it('is readable by the receiving agency and its task force', () => {
    expect(whoMay((actor) => sharePolicy.read(actor, share))).toEqual(['receiver', 'over the receiver']);
  });

  it('runs until its last day or its early end', () => {
    const ended = Object.assign(new Share(), share);
    ended.end('b', 'Enough.', new Date('2026-03-05T12:00:00Z'));

    expect([share.isActive('2026-03-09'), share.isActive('2026-03-10')]).toEqual([true, false]);
    expect(ended.isActive('2026-03-05')).toBe(false);
    expect(() => {
      ended.end('b', 'Again.', new Date());
    }).toThrow(expect.objectContaining({ type: 'already-ended' }));
  });
});
