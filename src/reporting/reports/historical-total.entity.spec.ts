import { describe, expect, it } from '@jest/globals';
import { HistoricalTotal } from './historical-total.entity.js';
import { measures } from './measures/index.js';

function figure(overrides: Partial<HistoricalTotal>): HistoricalTotal {
  const usual = { measure: 'arrests', fromOn: '1998-01-01', untilOn: '2018-03-01', type: null, mode: null };
  return Object.assign(new HistoricalTotal(), usual, overrides);
}

const expectErrorAt = (pointer: string): unknown =>
  expect.objectContaining({ status: 422, members: { errors: [expect.objectContaining({ pointer })] } });

describe('a historical total', () => {
  it('covers days up to today', () => {
    expect(() => {
      figure({ untilOn: '2018-03-02' }).requireValid('2018-03-01');
    }).not.toThrow();
    expect(() => {
      figure({ untilOn: '2018-03-03' }).requireValid('2018-03-01');
    }).toThrow(expectErrorAt('#/until'));
  });

  it('covers at least one day', () => {
    for (const untilOn of ['1998-01-01', '1997-12-31']) {
      expect(() => {
        figure({ untilOn }).requireValid('2018-03-01');
      }).toThrow(expectErrorAt('#/until'));
    }
  });

  it('has a type and mode for complaint measures only', () => {
    for (const { key: measure, facets } of measures) {
      for (const overrides of [{ type: 'traveler' }, { mode: 'reactive' }] as const) {
        const historical = expect(() => {
          figure({ measure, ...overrides }).requireValid('2018-03-01');
        });
        if (facets.some((facet) => facet === 'type')) historical.not.toThrow();
        else historical.toThrow(expectErrorAt(`#/${Object.keys(overrides).join('')}`));
      }
    }
  });
});
