import { describe, expect, it } from '@jest/globals';
import { isInstant } from './instants.js';

describe('the check of an instant', () => {
  it.each([
    '2018-03-01T09:30:00Z',
    '2018-03-01T09:30:00-06:00',
    '2018-03-01T23:59:59.999+14:00',
    '2018-03-01T00:00:00.123456+00:00',
    '2024-02-29T12:00:00-00:00',
    '1900-01-01T00:00:00Z',
  ])('accepts %s', (instant) => {
    expect(isInstant(instant)).toBe(true);
    expect(Number.isNaN(Date.parse(instant))).toBe(false);
  });

  it.each([
    '2018-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2018-03-01T09:30:00',
    '2018-03-01T09:30Z',
    '2018-03-01 09:30:00Z',
    '2018-03-01t09:30:00z',
    '2018-03-01T24:00:00Z',
    '2018-03-01T23:60:00Z',
    '2016-12-31T23:59:60Z',
    '2018-03-01T09:30:00+15:00',
    '2018-03-01T09:30:00+0600',
    '2018-03-01T09:30:00.Z',
    '2018-03-01T09:30:00.1234567890Z',
    '0000-01-01T00:00:00Z',
    '+12018-03-01T00:00:00Z',
    '2018-W09-4T00:00:00Z',
    '2018-03-01',
    'now',
    '',
    5,
    true,
    null,
    ['2018-03-01T09:30:00Z'],
  ])('rejects %j', (value) => {
    expect(isInstant(value)).toBe(false);
  });
});
