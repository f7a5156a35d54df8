import { describe, expect, it } from '@jest/globals';
import { instantsOf } from './local-time.js';

const chicago = (day: string, time: string): readonly string[] => instantsOf({ day, time }, 'America/Chicago');

describe('a local time', () => {
  it('is one instant in its zone, in winter and in summer', () => {
    expect(chicago('2018-03-01', '09:30:00')).toEqual(['2018-03-01T09:30:00-06:00']);
    expect(chicago('2018-07-01', '00:00:00.5')).toEqual(['2018-07-01T00:00:00.5-05:00']);
    expect(instantsOf({ day: '2024-02-29', time: '23:59:59' }, 'UTC')).toEqual(['2024-02-29T23:59:59+00:00']);
    expect(instantsOf({ day: '2018-03-01', time: '09:30:00' }, 'Asia/Kolkata')).toEqual(['2018-03-01T09:30:00+05:30']);
  });

  it('is no instant in the hour that clocks skip', () => {
    expect(chicago('2018-03-11', '01:59:59')).toEqual(['2018-03-11T01:59:59-06:00']);
    expect(chicago('2018-03-11', '02:00:00')).toEqual([]);
    expect(chicago('2018-03-11', '02:59:59.999')).toEqual([]);
    expect(chicago('2018-03-11', '03:00:00')).toEqual(['2018-03-11T03:00:00-05:00']);
  });

  it('is two instants in the repeated hour', () => {
    expect(chicago('2018-11-04', '00:59:59')).toEqual(['2018-11-04T00:59:59-05:00']);
    expect(chicago('2018-11-04', '01:00:00')).toEqual(['2018-11-04T01:00:00-05:00', '2018-11-04T01:00:00-06:00']);
    expect(chicago('2018-11-04', '01:59:59')).toHaveLength(2);
    expect(chicago('2018-11-04', '02:00:00')).toEqual(['2018-11-04T02:00:00-06:00']);
  });

  it('follows zones in the southern hemisphere, with half an hour, without changes and with a skipped day', () => {
    expect(instantsOf({ day: '2018-10-07', time: '02:30:00' }, 'Australia/Sydney')).toEqual([]);
    expect(instantsOf({ day: '2018-04-01', time: '01:45:00' }, 'Australia/Lord_Howe')).toHaveLength(2);
    expect(instantsOf({ day: '2018-03-11', time: '02:30:00' }, 'America/Phoenix')).toHaveLength(1);
    expect(instantsOf({ day: '2011-12-30', time: '12:00:00' }, 'Pacific/Apia')).toEqual([]);
    expect(instantsOf({ day: '1900-01-01', time: '00:00:00' }, 'Europe/Paris')[0]).toMatch(/Z$/);
  });
});
