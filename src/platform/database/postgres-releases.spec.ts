import { describe, expect, it } from '@jest/globals';
import { refusalOf, securityReleases, warningOn } from './postgres-releases.js';

describe('the releases of Postgres', () => {
  it('are warned of where a later minor mends security faults', () => {
    expect(warningOn(180_004)).toBe(
      'Postgres 18.4 runs, and security faults in it are mended in 18.6 and 18.7. ' +
        'Update Postgres, or name newer programs in POSTGRES_BIN where the tracker starts it.',
    );
    expect(warningOn(170_011)).toMatch(/^Postgres 17\.11 runs, and security faults in it are mended in 17\.12\. /);
    expect(warningOn(160_014)).toContain('mended in 16.15 and 16.16.');
  });

  it.each([160_016, 170_012, 180_007, 180_010])('are not warned of where none is known to: %i', (release) => {
    expect(warningOn(release)).toBeNull();
  });

  it('are refused where their major is not taken, and for no minor', () => {
    expect(refusalOf(150_019)).toBe('Postgres 15.19 is not one that the tracker takes. Use Postgres 16 to 18.');
    expect(refusalOf(190_000)).toMatch(/^Postgres 19\.0 is not/);
    expect([160_000, 170_010, 180_004, 180_099].map(refusalOf)).toEqual([null, null, null, null]);
  });

  it('have the minors of each major in order', () => {
    for (const minors of Object.values(securityReleases)) expect(minors).toEqual(minors.toSorted((a, b) => a - b));
  });

  it('fit a line of the log, which takes 200 characters', () => {
    const longest = Object.keys(securityReleases).map((major) => warningOn(Number(major) * 10_000) ?? '');

    expect(longest.filter((sentence) => sentence.length < 100 || sentence.length > 200)).toEqual([]);
  });
});
