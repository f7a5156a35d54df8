import { describe, expect, it } from '@jest/globals';
import { findCounties } from '../../organization/places/counties.js';
import { isZone } from '../../platform/time/calendar.js';
import { faultOf } from '../../platform/validation/text.js';
import { operation, publishedFigures } from '../published-figures.js';
import { Random } from '../random.js';
import { passwordAccounts, createStaff } from './accounts.js';
import { createAgencies } from './agencies.js';
import { divideTotals, type Share } from './shares.js';
import { createCaseworkTables } from './task-force-record.js';
import { taskForceList } from './task-forces.js';

const shares = divideTotals();
const people = [...passwordAccounts, ...createStaff()];
const sumOf = (part: (share: Share) => number) => shares.reduce((sum, share) => sum + part(share), 0);

describe('the synthetic record', () => {
  it('has 61 task forces with valid codes and zones', () => {
    const codes = taskForceList.map(({ code }) => code);
    expect(new Set(codes).size).toBe(61);
    expect(codes.filter((code) => !/^[A-Z]{2}(-[A-Z]{2,8})?$/.test(code))).toEqual([]);
    expect(taskForceList.filter(({ zone }) => !isZone(zone))).toEqual([]);
    expect(new Set(taskForceList.map(({ state }) => state)).size).toBe(50);
  });

  it('distributes exactly the published totals', () => {
    expect(sumOf(({ agencies }) => agencies)).toBe(publishedFigures.agencies);
    expect(sumOf(({ complaints }) => complaints.length)).toBe(publishedFigures.complaints);
    expect(sumOf(({ arrests }) => arrests)).toBe(publishedFigures.arrests);
    expect(sumOf(({ offenders }) => offenders)).toBe(publishedFigures.offenders);
    expect(sumOf(({ children }) => children)).toBe(publishedFigures.children);
    expect(sumOf(({ presentations }) => presentations)).toBe(publishedFigures.presentations);
    expect(sumOf(({ peopleReached }) => peopleReached)).toBe(publishedFigures.peopleReached);
  });

  it('has all types in both modes, and unclassified complaints', () => {
    const classes = shares.flatMap(({ complaints }) => complaints.map((classified) => classified?.join(' ') ?? 'none'));
    expect(new Set(classes).size).toBe(15);
    expect(classes.filter((classified) => classified === 'none')).toHaveLength(1_008);
  });

  it('is the same on each generation', () => {
    const share = shares[33] as Share;
    expect(share.taskForce.code).toBe('NE');
    expect(JSON.stringify(createCaseworkTables(share, people))).toBe(
      JSON.stringify(createCaseworkTables(share, people)),
    );
  });

  it('has counties of their State as jurisdictions, so that a triage warns of none', () => {
    const unknown = shares.flatMap((share) => {
      const { state } = share.taskForce;
      const counties = createAgencies(share, new Random(share.taskForce.code)).map(({ jurisdiction }) => jurisdiction);
      return counties.filter((county) => findCounties(state, county).length !== 1);
    });
    const [ofNebraska] = createCaseworkTables(shares[33] as Share, people)[0]?.[1] as { jurisdiction_county: string }[];

    expect(unknown).toEqual([]);
    expect(findCounties('NE', ofNebraska?.jurisdiction_county ?? '')).toHaveLength(1);
  });

  it('has an operation with the id that the README shows', () => {
    expect(operation.id).toBe('1e0ca2a9-8bb1-559b-971a-aea80839e1c1');
  });

  it('contains only values that the tracker would accept', () => {
    const rows = shares
      .slice(0, 8)
      .flatMap((share) => createCaseworkTables(share, people).flatMap(([, found]) => found));
    const texts = rows.flatMap((row) => Object.values(row).filter((value) => typeof value === 'string'));
    const kept = [...new Set(texts)].filter((text) => !text.startsWith('\\x'));
    expect(kept.filter((text) => faultOf(text, { max: 1_000 }) !== null)).toEqual([]);
    expect(kept.filter((text) => /[{}]/.test(text))).toEqual([]);
  });
});
