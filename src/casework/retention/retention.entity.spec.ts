import { describe, expect, it } from '@jest/globals';
import { LegalHold } from './legal-hold.entity.js';
import { Retention, resolveReviewDay, type RetentionRule } from './retention.entity.js';
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

const attribution = { by: 'somebody', at: new Date('2026-03-02T15:00:00Z') };
const rule: RetentionRule = { class: 'unfounded', closedOn: '2015-06-01', reviewOn: '2018-06-01' };
const undecided = { reason: null, decidedBy: null, decidedAt: null };
const unmarked = { markReason: null, markedBy: null, markedAt: null, purgeNotBefore: null };

function retention(overrides: Partial<Retention> = {}): Retention {
  return Object.assign(new Retention(), { ...rule, ...undecided, ...unmarked, ...overrides });
}

describe('the retention of a complaint', () => {
  it('follows the rule until a person decides', () => {
    const record = retention();

    record.applyRule({ ...rule, class: 'arrest_or_prosecution', reviewOn: '2040-06-01' });
    expect(record).toMatchObject({ class: 'arrest_or_prosecution', reviewOn: '2040-06-01' });
    record.decide({ class: 'permanent', reviewOn: null, reason: 'why' }, attribution);
    record.applyRule({ ...rule, class: 'unfounded' });
    expect(record).toMatchObject({ class: 'permanent', reviewOn: null, decidedBy: 'somebody' });
  });

  it('discards decision and mark when the complaint is closed again', () => {
    const record = retention({ reason: 'why', decidedBy: 'x', decidedAt: attribution.at });
    record.markForPurge('why', '2026-03-02', attribution);

    record.applyRule({ class: 'closed_without_arrest', closedOn: '2026-01-01', reviewOn: '2033-01-01' });

    expect(record).toMatchObject({ class: 'closed_without_arrest', closedOn: '2026-01-01', ...undecided, ...unmarked });
  });

  it('is marked from its review date on, for at least thirty days, once', () => {
    const early = (): void => {
      retention().markForPurge('why', '2018-05-31', attribution);
    };
    const never = (): void => {
      retention({ reviewOn: null }).markForPurge('why', '2199-01-01', attribution);
    };
    const record = retention();
    record.markForPurge('why', '2018-06-01', attribution);

    expect(early).toThrow(ReviewNotDue);
    expect(never).toThrow(ReviewNotDue);
    expect(record.purgeNotBefore).toEqual(new Date('2026-04-01T15:00:00Z'));
    expect(() => {
      record.markForPurge('why', '2018-06-01', attribution);
    }).toThrow(MarkedForPurge);
    expect(() => {
      record.decide({ class: 'permanent', reviewOn: null, reason: 'why' }, attribution);
    }).toThrow(MarkedForPurge);
    record.withdrawPurgeMark();
    expect(record).toMatchObject(unmarked);
    expect(() => {
      record.withdrawPurgeMark();
    }).toThrow(NotMarkedForPurge);
  });
});

describe('a review date', () => {
  it('is postponed and never brought forward', () => {
    expect(resolveReviewDay(null, '2030-01-01', '2026-03-02')).toBe('2030-01-01');
    expect(resolveReviewDay('2031-01-01', '2030-01-01', '2026-03-02')).toBe('2031-01-01');
    expect(() => resolveReviewDay('2029-12-31', '2030-01-01', '2026-03-02')).toThrow();
    expect(() => resolveReviewDay('2026-03-02', '2018-01-01', '2026-03-02')).toThrow();
    expect(() => resolveReviewDay('2031-01-01', null, '2026-03-02')).toThrow();
  });
});

describe('a legal hold', () => {
  it('is lifted after a request, and then unchangeable', () => {
    const asked = { liftReason: null, liftRequestedBy: null, liftRequestedAt: null, liftedAt: null, liftedBy: null };
    const hold = Object.assign(new LegalHold(), asked);

    expect(() => {
      hold.lift(attribution);
    }).toThrow(LiftingNotRequested);
    hold.requestLifting('why', attribution);
    hold.extend('2030-01-01');
    expect(hold).toMatchObject({ reviewOn: '2030-01-01', liftRequestedAt: null });
    hold.requestLifting('why', attribution);
    hold.lift(attribution);
    expect(hold.isActive).toBe(false);
    expect(() => {
      hold.extend('2030-01-01');
    }).toThrow(HoldLifted);
  });
});

describe('a seal order', () => {
  const order = (overrides: object): SealOrder =>
    Object.assign(new SealOrder(), {
      kind: 'seal',
      expiresOn: null,
      executedAt: null,
      withdrawnAt: null,
      ...overrides,
    });
  const open = { isSealed: false, isExpunged: false };

  it('is valid until its last day, and for the current state', () => {
    const fits =
      (overrides: object, sealing = open) =>
      () => {
        order(overrides).requireApplicable(sealing, '2026-03-02');
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
    settled.execute(attribution);

    expect(() => {
      settled.execute(attribution);
    }).toThrow(OrderNotOpen);
    expect(() => {
      settled.withdraw('why', attribution);
    }).toThrow(OrderNotOpen);
  });
});
