import { describe, expect, it } from '@jest/globals';
import { Complaint } from '../complaints/complaint.entity.js';
import { rejectionOf } from '../../../test/support/rejection.js';
import { Voided } from '../../platform/http/problems.js';
import { AlreadyServed, NotServed, OrderExpired, ProcessEnded } from './investigations.errors.js';
import { legalProcessKinds, type ReturnOutcome } from './investigations.enums.js';
import { LegalProcess, type IssuedOrder } from './legal-process.entity.js';

const today = '2018-05-14';
const now = new Date('2018-05-14T15:00:00Z');
const complaint = Object.assign(new Complaint(), { receivedOn: '2018-03-01' });
const order: IssuedOrder = {
  agencyId: 'the agency',
  kind: 'search_warrant_premises',
  authority: 'District Court',
  number: null,
  directedTo: 'A residence',
  issuedOn: '2018-04-02',
  expiresOn: '2018-04-12',
};

function issued(overrides: Partial<IssuedOrder> = {}): LegalProcess {
  const none = {
    servedOn: null,
    returnedOn: null,
    withdrawnOn: null,
    outcome: null,
    itemsReceived: null,
    voidedAt: null,
  };
  const process = Object.assign(new LegalProcess(), none);
  process.describe({ ...order, ...overrides }, complaint, today);
  return process;
}

function served(overrides: Partial<IssuedOrder> = {}): LegalProcess {
  const process = issued(overrides);
  process.serve('2018-04-05', today);
  return process;
}

describe('legal process', () => {
  it.each([
    [{ issuedOn: '2018-02-28' }, '#/issuedOn must not be before the complaint was received'],
    [{ issuedOn: '2018-03-01' }, null],
    [{ issuedOn: today, expiresOn: today }, null],
    [{ issuedOn: '2018-05-15', expiresOn: null }, '#/issuedOn must not be in the future'],
    [{ expiresOn: '2018-04-01' }, '#/expiresOn must not be before the process was issued'],
    [{ expiresOn: null }, null],
  ])('issued as %j is rejected with %s', (overrides, refusal) => {
    expect(rejectionOf(() => issued(overrides))).toBe(refusal);
  });

  it.each([
    ['2018-04-01', '#/servedOn must not be before the process was issued'],
    ['2018-04-02', null],
    ['2018-04-12', null],
    ['2018-04-13', OrderExpired],
    ['2018-05-15', '#/servedOn must not be in the future'],
  ])('that expires on 12 April and is served on %s is rejected with %p', (day, refusal) => {
    const process = issued();

    expect(
      rejectionOf(() => {
        process.serve(day, today);
      }),
    ).toBe(refusal);
    expect(process.state).toBe(refusal === null ? 'served' : 'issued');
  });

  it('without an expiry can be served at any time, once', () => {
    const process = issued({ expiresOn: null });
    process.serve(today, today);

    expect(
      rejectionOf(() => {
        process.serve(today, today);
      }),
    ).toBe(AlreadyServed);
  });

  it.each<[string, LegalProcess, string, ReturnOutcome, number | null, unknown]>([
    ['served', served(), '2018-04-05', 'returned_with_data', 3, null],
    [
      'served',
      served(),
      '2018-04-04',
      'returned_with_data',
      3,
      '#/returnedOn must not be before the process was served',
    ],
    ['served', served(), '2018-05-15', 'returned_without', null, '#/returnedOn must not be in the future'],
    ['served', served(), today, 'returned_without', 0, '#/itemsReceived must not be set for this outcome'],
    ['served', served(), today, 'quashed', null, null],
    [
      'served',
      served(),
      today,
      'expired',
      null,
      '#/outcome must not be set: the process was served, or had not expired on that day',
    ],
    ['issued', issued(), today, 'returned_with_data', 3, NotServed],
    ['issued', issued(), today, 'returned_without', null, NotServed],
    ['issued', issued(), '2018-04-01', 'quashed', null, '#/returnedOn must not be before the process was issued'],
    ['issued', issued(), '2018-04-02', 'quashed', null, null],
    [
      'issued',
      issued(),
      '2018-04-12',
      'expired',
      null,
      '#/outcome must not be set: the process was served, or had not expired on that day',
    ],
    ['issued', issued(), '2018-04-13', 'expired', null, null],
    [
      'without a last day',
      issued({ expiresOn: null }),
      today,
      'expired',
      null,
      '#/outcome must not be set: the process was served, or had not expired on that day',
    ],
  ])('that is %s (%#) is returned or rejected', (_, process, returnedOn, outcome, itemsReceived, refusal) => {
    expect(
      rejectionOf(() => {
        process.recordReturn({ returnedOn, outcome, itemsReceived }, today);
      }),
    ).toBe(refusal);
    expect(process.outcome).toBe(refusal === null ? outcome : null);
  });

  it('is outstanding until it is returned, withdrawn or voided, and ends once', () => {
    const [back, withdrawn, voided] = [served(), issued(), issued()];
    back.recordReturn({ returnedOn: today, outcome: 'returned_with_data', itemsReceived: 1 }, today);
    withdrawn.withdraw('Answered without it.', today);
    voided.voidFor('Recorded twice.', now);

    expect([issued(), served(), back, withdrawn, voided].map(({ isOutstanding }) => isOutstanding)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    for (const ended of [back, withdrawn]) {
      expect(
        rejectionOf(() => {
          ended.withdraw('Again.', today);
        }),
      ).toBe(ProcessEnded);
      expect(
        rejectionOf(() => {
          ended.serve(today, today);
        }),
      ).toBe(ProcessEnded);
      expect(
        rejectionOf(() => {
          ended.recordReturn({ returnedOn: today, outcome: 'quashed', itemsReceived: null }, today);
        }),
      ).toBe(ProcessEnded);
    }
    expect(
      rejectionOf(() => {
        voided.serve('2018-04-05', today);
      }),
    ).toBe(Voided);
    expect(
      rejectionOf(() => {
        voided.voidFor('Again.', now);
      }),
    ).toBe(Voided);
  });

  it('allows a search when it is an active search warrant', () => {
    const kinds = legalProcessKinds.filter((kind) => issued({ kind }).allowsSearch);
    const undone = [issued(), issued(), issued()] as const;
    undone[0].withdraw('Not needed.', today);
    undone[1].recordReturn({ returnedOn: today, outcome: 'quashed', itemsReceived: null }, today);
    undone[2].voidFor('Recorded twice.', now);

    expect(kinds).toEqual(['search_warrant_premises', 'search_warrant_provider', 'search_warrant_device']);
    expect(undone.filter(({ allowsSearch }) => allowsSearch)).toEqual([]);
  });

  it('is corrected only consistently with its later steps', () => {
    const right = (process: LegalProcess, overrides: Partial<IssuedOrder>) =>
      rejectionOf(() => {
        process.describe({ ...order, ...overrides }, complaint, today);
      });
    const expired = issued();
    expired.recordReturn({ returnedOn: '2018-04-13', outcome: 'expired', itemsReceived: null }, today);

    expect(right(served(), { issuedOn: '2018-04-05', expiresOn: '2018-04-05' })).toBeNull();
    expect(right(served(), { issuedOn: '2018-04-06' })).toMatch('/issuedOn');
    expect(right(served(), { expiresOn: '2018-04-04' })).toMatch('/expiresOn');
    expect(right(expired, { expiresOn: '2018-04-12' })).toBeNull();
    expect(right(expired, { issuedOn: '2018-04-14', expiresOn: null })).toMatch('/issuedOn');
    for (const expiresOn of ['2018-04-13', null]) expect(right(expired, { expiresOn })).toMatch('/expiresOn');
  });
});
