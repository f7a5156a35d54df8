import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../../platform/http/problems.js';
import { AlreadyRenewed, PreservationExpired, PreservationReleased } from './preservations.errors.js';
import { Preservation } from './preservation.entity.js';

const now = new Date('2018-08-20T15:00:00Z');
const today = '2018-08-20';
const [requestedOn, lastDay] = ['2018-05-14', '2018-08-12'];

function requested(overrides: Partial<Preservation> = {}): Preservation {
  const preservation = Object.assign(new Preservation(), { renewedOn: null, releasedAt: null });
  preservation.request(requestedOn, today);
  return Object.assign(preservation, overrides);
}

function refusalOf(act: () => void): unknown {
  try {
    act();
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors[0]?.pointer : (fault as Error).constructor;
  }
}

describe('a preservation letter', () => {
  it('runs for 90 days from its date, and cannot be dated tomorrow', () => {
    expect(requested()).toMatchObject({ requestedOn, expiresOn: lastDay });
    expect(
      refusalOf(() => {
        new Preservation().request('2018-08-21', today);
      }),
    ).toBe('#/requestedOn');
  });

  it.each([requestedOn, lastDay])('renewed on %s runs for 90 more days', (renewedOn) => {
    const preservation = requested();

    preservation.renew(renewedOn, today, 'who', now);

    expect(preservation).toMatchObject({ renewedOn, expiresOn: '2018-11-10', renewedBy: 'who', renewedAt: now });
  });

  it.each([
    ['on the day after it expired', '2018-08-13', {}, PreservationExpired],
    ['before it was made', '2018-05-13', {}, '#/renewedOn'],
    ['with a future date', '2018-08-21', {}, '#/renewedOn'],
    ['a second time', lastDay, { renewedOn: requestedOn }, AlreadyRenewed],
    ['after its release', lastDay, { releasedAt: now }, PreservationReleased],
  ])('cannot be renewed %s', (_, renewedOn, overrides, refusal) => {
    const preservation = requested(overrides);
    const before = { ...preservation };

    expect(
      refusalOf(() => {
        preservation.renew(renewedOn, today, 'who', now);
      }),
    ).toBe(refusal);
    expect({ ...preservation }).toEqual(before);
  });

  it('is released once, also after it expired', () => {
    const preservation = requested();

    preservation.release('The warrant was answered.', 'who', now);

    expect(preservation).toMatchObject({ releaseReason: 'The warrant was answered.', releasedAt: now });
    expect(
      refusalOf(() => {
        preservation.release('Again.', 'who', now);
      }),
    ).toBe(PreservationReleased);
  });

  it('can be renewed until the end of its last day', () => {
    expect(requested().canBeRenewed(lastDay)).toBe(true);
    expect(requested().canBeRenewed('2018-08-13')).toBe(false);
    expect(requested({ renewedOn: lastDay }).canBeRenewed(lastDay)).toBe(false);
    expect(requested({ releasedAt: now }).canBeRenewed(lastDay)).toBe(false);
  });
});
