import { describe, expect, it } from '@jest/globals';
import { isZone } from '../../platform/time/calendar.js';
import { faultOf } from '../../platform/validation/text.js';
import { operation, publishedFigures } from '../published-figures.js';
import { passwordAccounts, createStaff } from './accounts.js';
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
