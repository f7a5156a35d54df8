import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../platform/time/calendar.js';
import { endOfDay, instantOfDay, startOfDay } from './local-days.js';
import { taskForceList } from './record/task-forces.js';

describe('the days of a task force', () => {
  it.each([
    ['America/New_York', '2018-03-01T05:00:00.000Z'],
    ['America/Chicago', '2018-03-01T06:00:00.000Z'],
    ['America/Phoenix', '2018-03-01T07:00:00.000Z'],
    ['America/Anchorage', '2018-03-01T09:00:00.000Z'],
    ['Pacific/Honolulu', '2018-03-01T10:00:00.000Z'],
  ])('begin at midnight in %s', (zone, start) => {
    expect(startOfDay('2018-03-01', zone).toISOString()).toBe(start);
  });

  it('are an hour shorter when clocks go forward', () => {
    const [start, end] = [startOfDay('2018-03-11', 'America/Denver'), endOfDay('2018-03-11', 'America/Denver')];
    expect(end.getTime() + 1 - start.getTime()).toBe(23 * 3_600_000);
    expect(startOfDay('2018-03-11', 'America/Phoenix').getTime() + 86_400_000).toBe(
      startOfDay('2018-03-12', 'America/Phoenix').getTime(),
    );
  });

  it('contain every instant generated for them, in every zone', () => {
    for (const zone of new Set(taskForceList.map((listed) => listed.zone))) {
      for (const day of ['2018-03-01', '2018-03-11', '2018-05-31']) {
        const instants = [startOfDay(day, zone), instantOfDay(day, zone, 0.999_999_999), endOfDay(day, zone)];
        expect(instants.map((instant) => dayOf(instant, zone))).toEqual([day, day, day]);
        expect(dayOf(new Date(startOfDay(day, zone).getTime() - 1), zone) < day).toBe(true);
        expect(dayOf(new Date(endOfDay(day, zone).getTime() + 1), zone) > day).toBe(true);
      }
    }
  });
});
