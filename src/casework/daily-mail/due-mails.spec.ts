import { describe, expect, it } from '@jest/globals';
import type { DailyMailReader } from './daily-mail-records.js';
import { selectDueMails } from './due-mails.js';

const chicago: DailyMailReader = { account_id: 'a', zone: 'America/Chicago', on_day: null, retry_at: null };
const at = (instant: string, over: Partial<DailyMailReader> = {}, hour = 7): string[] =>
  selectDueMails([{ ...chicago, ...over }], new Date(instant), hour).map(({ day }) => day);

describe('a daily mail', () => {
  it('is due from its hour to the end of the local day', () => {
    expect(at('2026-03-02T12:59:59Z')).toEqual([]);
    expect(at('2026-03-02T13:00:00Z')).toEqual(['2026-03-02']);
    expect(at('2026-03-03T05:59:59Z')).toEqual(['2026-03-02']);
    expect(at('2026-03-03T06:00:00Z')).toEqual([]);
  });

  it('is due from the next hour on where the clocks skip its hour', () => {
    expect(at('2026-03-08T07:59:59Z', {}, 2)).toEqual([]);
    expect(at('2026-03-08T08:00:00Z', {}, 2)).toEqual(['2026-03-08']);
  });

  it.each([
    ['the day before', { on_day: '2026-03-01' }, ['2026-03-02']],
    ['the day', { on_day: '2026-03-02' }, []],
    [
      'the day, with another attempt from now on',
      { on_day: '2026-03-02', retry_at: new Date('2026-03-02T15:00Z') },
      ['2026-03-02'],
    ],
    ['the day, with a later attempt', { on_day: '2026-03-02', retry_at: new Date('2026-03-02T15:01Z') }, []],
    ['a later day, in a zone further east', { on_day: '2026-03-03', retry_at: new Date('2026-03-02T15:00Z') }, []],
  ] as const)('after a claim of %s', (_, over, days) => {
    expect(at('2026-03-02T15:00:00Z', over)).toEqual(days);
  });

  it('is due after those of accounts without a failed attempt on that day', () => {
    const failed = { ...chicago, account_id: 'b', on_day: '2026-03-02', retry_at: new Date('2026-03-02T14:00Z') };
    const fresh = { ...chicago, account_id: 'c', on_day: '2026-03-01' };

    const due = selectDueMails([chicago, failed, fresh], new Date('2026-03-02T15:00:00Z'), 7);

    expect(due).toEqual(['a', 'c', 'b'].map((accountId) => ({ accountId, day: '2026-03-02' })));
  });
});
