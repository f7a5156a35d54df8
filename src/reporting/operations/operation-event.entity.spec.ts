import { describe, expect, it } from '@jest/globals';
import { InvalidInput, Voided } from '../../platform/http/problems.js';
import { OperationEvent, type EventPlan } from './operation-event.entity.js';
import { Operation } from './operation.entity.js';

const zone = 'America/Chicago';
const operation = Object.assign(new Operation(), { startsOn: '2018-04-17', endsOn: '2018-05-15' });
const plan: EventPlan = {
  kind: 'warrant_service',
  startsAt: new Date('2018-04-17T05:30:00-05:00'),
  endsAt: new Date('2018-04-17T09:00:00-05:00'),
  state: 'NE',
  county: 'Douglas',
  point: { latitude: 41.2586, longitude: -95.9378, radiusKilometres: 1 },
};

function planEvent(overrides: Partial<EventPlan> = {}): OperationEvent {
  const event = Object.assign(new OperationEvent(), { voidedAt: null });
  event.plan({ ...plan, ...overrides }, operation, zone);
  return event;
}

function catchRejection(startsAt: string, endsAt: string): unknown {
  try {
    planEvent({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors[0]?.pointer : fault;
  }
}

describe('an operation event', () => {
  it('has a point, or a county only', () => {
    expect(planEvent().point).toEqual(plan.point);
    expect(planEvent({ point: null })).toMatchObject({ point: null, latitude: null, county: 'Douglas' });
  });

  it.each([
    ['Douglas County', 'Douglas'],
    ['Orleans Parish', 'Orleans'],
    ['Kenai Peninsula borough', 'Kenai Peninsula'],
    ['County of Orange', 'County of Orange'],
  ])('is in %s by the name %s, in a common spelling', (county, bare) => {
    expect(planEvent({ county }).county).toBe(bare);
  });

  it('ends after its start, at most 14 days later', () => {
    expect(catchRejection('2018-04-20T10:00:00Z', '2018-04-20T10:00:00Z')).toBe('#/endsAt');
    expect(catchRejection('2018-04-20T10:00:00Z', '2018-04-20T10:00:01Z')).toBeNull();
    expect(catchRejection('2018-04-20T10:00:00Z', '2018-05-04T10:00:00Z')).toBeNull();
    expect(catchRejection('2018-04-20T10:00:00Z', '2018-05-04T10:00:01Z')).toBe('#/endsAt');
  });

  it('is within the window of the operation in local time', () => {
    expect(catchRejection('2018-04-17T04:59:59Z', '2018-04-17T09:00:00Z')).toBe('#/startsAt');
    expect(catchRejection('2018-04-17T05:00:00Z', '2018-04-17T09:00:00Z')).toBeNull();
    expect(catchRejection('2018-05-15T10:00:00Z', '2018-05-16T04:59:59Z')).toBeNull();
    expect(catchRejection('2018-05-15T10:00:00Z', '2018-05-16T05:00:00Z')).toBe('#/endsAt');
  });

  it('rejects changes once it is cancelled', () => {
    const event = planEvent();
    event.voidedAt = new Date();

    expect(() => {
      event.plan(plan, operation, zone);
    }).toThrow(Voided);
  });
});
