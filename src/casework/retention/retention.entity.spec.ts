import { describe, expect, it } from '@jest/globals';
import { LegalHold } from './legal-hold.entity.js';
import { Retention, reviewDayOf, type RetentionRule } from './retention.entity.js';
import {
  AlreadyExpunged,
  AlreadySealed,
  HoldLifted,
  LiftingNotRequested,
  MarkedForPurge,
  ReviewNotDue,
  NotMarkedForPurge,
  NotSealed,
  SealOrderExpired,
  OrderNotOpen,
} from './retention.errors.js';
import { SealOrder } from './seal-order.entity.js';

const deed = { by: 'somebody', at: new Date('2026-03-02T15:00:00Z') };
const rule: RetentionRule = { class: 'unfounded', closedOn: '2015-06-01', reviewOn: '2018-06-01' };
const undecided = { reason: null, decidedBy: null, decidedAt: null };
const unmarked = { markReason: null, markedBy: null, markedAt: null, purgeNotBefore: null };

function retention(over: Partial<Retention> = {}): Retention {
  return Object.assign(new Retention(), { ...rule, ...undecided, ...unmarked, ...over });
}

describe('the retention of a complaint', () => {
  it('follows the rule until a person decides', () => {
    const kept = retention();

    kept.follow({ ...rule, class: 'arrest_or_prosecution', reviewOn: '2040-06-01' });
    expect(kept).toMatchObject({ class: 'arrest_or_prosecution', reviewOn: '2040-06-01' });
    kept.decide({ class: 'permanent', reviewOn: null, reason: 'why' }, deed);
    kept.follow({ ...rule, class: 'unfounded' });
    expect(kept).toMatchObject({ class: 'permanent', reviewOn: null, decidedBy: 'somebody' });
  });

  it('discards decision and mark when the complaint is closed again', () => {
    const kept = retention({ reason: 'why', decidedBy: 'x', decidedAt: deed.at });
    kept.mark('why', '2026-03-02', deed);

    kept.follow({ class: 'closed_without_arrest', closedOn: '2026-01-01', reviewOn: '2033-01-01' });

    expect(kept).toMatchObject({ class: 'closed_without_arrest', closedOn: '2026-01-01', ...undecided, ...unmarked });
  });

  it('is marked from its review date on, for at least thirty days, once', () => {
    const early = (): void => {
      retention().mark('why', '2018-05-31', deed);
    };
    const never = (): void => {
      retention({ reviewOn: null }).mark('why', '2199-01-01', deed);
    };
    const kept = retention();
    kept.mark('why', '2018-06-01', deed);

    expect(early).toThrow(ReviewNotDue);
    expect(never).toThrow(ReviewNotDue);
    expect(kept.purgeNotBefore).toEqual(new Date('2026-04-01T15:00:00Z'));
    expect(() => {
      kept.mark('why', '2018-06-01', deed);
    }).toThrow(MarkedForPurge);
    expect(() => {
      kept.decide({ class: 'permanent', reviewOn: null, reason: 'why' }, deed);
    }).toThrow(MarkedForPurge);
    kept.unmark();
    expect(kept).toMatchObject(unmarked);
    expect(() => {
      kept.unmark();
    }).toThrow(NotMarkedForPurge);
  });
});

describe('a review date', () => {
  it('is postponed and never brought forward', () => {
    expect(reviewDayOf(null, '2030-01-01', '2026-03-02')).toBe('2030-01-01');
    expect(reviewDayOf('2031-01-01', '2030-01-01', '2026-03-02')).toBe('2031-01-01');
    expect(() => reviewDayOf('2029-12-31', '2030-01-01', '2026-03-02')).toThrow();
    expect(() => reviewDayOf('2026-03-02', '2018-01-01', '2026-03-02')).toThrow();
    expect(() => reviewDayOf('2031-01-01', null, '2026-03-02')).toThrow();
  });
});

describe('a legal hold', () => {
  it('is lifted after a request, and then unchangeable', () => {
    const asked = { liftReason: null, liftRequestedBy: null, liftRequestedAt: null, liftedAt: null, liftedBy: null };
    const hold = Object.assign(new LegalHold(), asked);

    expect(() => {
      hold.lift(deed);
    }).toThrow(LiftingNotRequested);
    hold.requestLifting('why', deed);
    hold.keepUntil('2030-01-01');
    expect(hold).toMatchObject({ reviewOn: '2030-01-01', liftRequestedAt: null });
    hold.requestLifting('why', deed);
    hold.lift(deed);
    expect(hold.isActive).toBe(false);
    expect(() => {
      hold.keepUntil('2030-01-01');
    }).toThrow(HoldLifted);
  });
});

describe('a seal order', () => {
  const order = (over: object): SealOrder =>
    Object.assign(new SealOrder(), { kind: 'seal', expiresOn: null, executedAt: null, withdrawnAt: null, ...over });
  const open = { isSealed: false, isExpunged: false };

  it('is valid until its last day, and for the current state', () => {
    const fits =
      (over: object, sealing = open) =>
      () => {
        order(over).requireFitting(sealing, '2026-03-02');
      };

    expect(fits({ expiresOn: '2026-03-02' })).not.toThrow();
    expect(fits({ expiresOn: '2026-03-01' })).toThrow(SealOrderExpired);
    expect(fits({}, { ...open, isSealed: true })).toThrow(AlreadySealed);
    expect(fits({ kind: 'unseal' })).toThrow(NotSealed);
    expect(fits({ kind: 'expunge' }, { ...open, isSealed: true })).not.toThrow();
    expect(fits({ kind: 'unseal' }, { isSealed: true, isExpunged: true })).toThrow(AlreadyExpunged);
    expect(fits({ kind: 'expunge' }, { isSealed: true, isExpunged: true })).not.toThrow();
  });

  it('is executed or withdrawn once', () => {
    const settled = order({});
    settled.execute(deed);

    expect(() => {
      settled.execute(deed);
    }).toThrow(OrderNotOpen);
    expect(() => {
      settled.withdraw('why', deed);
    }).toThrow(OrderNotOpen);
  });
});
