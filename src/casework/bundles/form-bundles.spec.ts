import { describe, expect, it } from '@jest/globals';
import type { Day } from '../../platform/time/calendar.js';
import type { BundleKind } from './bundles.enums.js';
import { formBundles, type SharedBundleValue } from './form-bundles.js';

/** Value whose use in a complaint has the id of the value and the complaint, such as `h1-c1`. */
function value(name: string, kind: BundleKind, receipts: Readonly<Record<string, Day>>): SharedBundleValue {
  const uses = Object.entries(receipts).map(([complaintId, receivedOn]) => {
    return { complaintId, identifierId: `${name}-${complaintId}`, fileId: null, receivedOn };
  });
  return { kind, uses: uses as unknown as SharedBundleValue['uses'] };
}

const complaintsOf = (values: readonly SharedBundleValue[], days = 7) =>
  formBundles(values, days).map(({ complaintIds }) => complaintIds);

describe('the bundles of shared values', () => {
  it('has the complaints of the first day and of the last day of the period, and not of the day after', () => {
    const receipts = { c1: '2026-03-01', c2: '2026-03-07', c3: '2026-03-08', c4: '2026-03-14' };

    expect(formBundles([value('h1', 'hash', receipts)], 7)).toEqual([
      {
        id: 'h1-c1',
        reasons: [{ kind: 'hash', identifierId: 'h1-c1', fileId: null }],
        complaintIds: ['c1', 'c2'],
        firstReceivedOn: '2026-03-01',
        lastReceivedOn: '2026-03-07',
      },
      {
        id: 'h1-c3',
        reasons: [{ kind: 'hash', identifierId: 'h1-c3', fileId: null }],
        complaintIds: ['c3', 'c4'],
        firstReceivedOn: '2026-03-08',
        lastReceivedOn: '2026-03-14',
      },
    ]);
  });

  it('proposes no bundle of one complaint', () => {
    const receipts = { c1: '2026-03-01', c2: '2026-03-08' };

    expect(complaintsOf([value('h1', 'hash', receipts)])).toEqual([]);
    expect(complaintsOf([value('h1', 'hash', receipts)], 8)).toEqual([['c1', 'c2']]);
  });

  it('is one bundle for several values of the same complaints, in any order of the values', () => {
    const receipts = { c1: '2026-03-01', c2: '2026-03-02' };
    const [md5, sha1] = [value('h2', 'hash', receipts), value('h1', 'hash', receipts)] as const;
    const account = value('a1', 'account', receipts);

    const bundles = formBundles([md5, sha1, account], 7);

    expect(bundles.map(({ id }) => id)).toEqual(['a1-c1']);
    expect(bundles[0]?.reasons.map(({ identifierId }) => identifierId)).toEqual(['a1-c1', 'h1-c1', 'h2-c1']);
    expect(formBundles([account, sha1, md5], 7)).toEqual(bundles);
  });

  it('begins with the largest bundle', () => {
    const pair = value('h1', 'hash', { c1: '2026-03-01', c2: '2026-03-02' });
    const three = value('h2', 'hash', { c1: '2026-03-01', c2: '2026-03-02', c3: '2026-03-02' });

    expect(complaintsOf([pair, three])).toEqual([
      ['c1', 'c2', 'c3'],
      ['c1', 'c2'],
    ]);
  });
});
