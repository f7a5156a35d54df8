import { describe, expect, it } from '@jest/globals';
import { refusalOf, securityReleases, warningOn } from './postgres-releases.js';

describe('the Postgres release check', () => {
  it('warns when a later minor release has security fixes', () => {
    expect(warningOn(180_004)).toBe(
      'Postgres 18.4 has known security faults that are corrected in 18.6 and 18.7. ' +
        'Update Postgres. If the tracker starts it, set POSTGRES_BIN to newer programs.',
    );
    expect(warningOn(170_011)).toMatch(/^Postgres 17\.11 has known security faults that are corrected in 17\.12\. /);
    expect(warningOn(160_014)).toContain('corrected in 16.15 and 16.16.');
  });

  it.each([160_016, 170_012, 180_007, 180_010])('does not warn when no later security fix is known: %i', (release) => {
    expect(warningOn(release)).toBeNull();
  });

  it('rejects an unsupported major release, and no minor release', () => {
    expect(refusalOf(150_019)).toBe('Postgres 15.19 is not supported. Use Postgres 16 to 18.');
    expect(refusalOf(190_000)).toMatch(/^Postgres 19\.0 is not/);
    expect([160_000, 170_010, 180_004, 180_099].map(refusalOf)).toEqual([null, null, null, null]);
  });

  it('lists the minor releases of each major in order', () => {
    for (const minors of Object.values(securityReleases)) expect(minors).toEqual(minors.toSorted((a, b) => a - b));
  });

  it('produces warnings that fit a log line of 200 characters', () => {
    const longest = Object.keys(securityReleases).map((major) => warningOn(Number(major) * 10_000) ?? '');

    expect(longest.filter((sentence) => sentence.length < 100 || sentence.length > 200)).toEqual([]);
  });
});
