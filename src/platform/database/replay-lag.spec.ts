import { describe, expect, it } from '@jest/globals';
import { ReplayLag } from './replay-lag.js';

describe('the lag of a standby', () => {
  it('is zero while the standby has applied every seen position, however long ago the last change was', () => {
    const lag = new ReplayLag();
    lag.recordPrimary(100, 0);
    lag.recordApplied(100);
    lag.recordPrimary(100, 60_000);

    expect([lag.seconds(90_000), lag.bytes()]).toEqual([0, 0]);
  });

  it('is the age of the oldest position that the standby has not applied', () => {
    const lag = new ReplayLag();
    lag.recordPrimary(100, 0);
    lag.recordPrimary(150, 1000);
    lag.recordPrimary(200, 2000);
    lag.recordApplied(120);

    expect([lag.seconds(5000), lag.bytes()]).toEqual([4, 80]);
  });

  it('begins again with the first position after the standby has caught up', () => {
    const lag = new ReplayLag();
    lag.recordPrimary(100, 0);
    lag.recordApplied(100);
    lag.recordPrimary(130, 60_000);

    expect(lag.seconds(61_000)).toBe(1);
  });

  it('ends for the positions that a primary had before a failover to a lower one', () => {
    const lag = new ReplayLag();
    lag.recordPrimary(200, 0);
    lag.recordApplied(120);
    lag.recordPrimary(150, 60_000);

    expect([lag.seconds(61_000), lag.bytes()]).toEqual([1, 30]);
  });
});
