import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../../platform/time/calendar.js';
import { measureOf } from '../../reports/measures/index.js';
import { returnCodes } from '../returns.words.js';
import { definitionOf, definitionOn, definitions, isOfLedger, measuresOf, wordsOf } from './index.js';

describe('the definitions of performance reports', () => {
  it('apply one after the other, without gaps or overlaps', () => {
    for (const code of returnCodes) {
      const versions = definitions.filter((one) => one.code === code);
      expect(versions.map(({ version }) => version)).toEqual(versions.map((_, at) => at + 1));
      for (const { version, effective } of versions) {
        expect(definitionOn(code, effective.from)?.version).toBe(version);
        expect(definitionOn(code, addDays(effective.until, -1))?.version).toBe(version);
        const next = versions[version];
        if (next) expect(next.effective.from).toBe(effective.until);
      }
      expect(definitionOn(code, '1998-09-30')).toBeNull();
    }
  });

  it('of the annual report change with fiscal year 2026, marked as to be confirmed', () => {
    expect(definitionOn('annual_report', '2024-10-01')?.version).toBe(1);
    expect(definitionOn('annual_report', '2025-10-01')?.version).toBe(2);
    expect(definitionOf('annual_report', 2).words).toMatch(/very probably law.*to be confirmed/);
    expect(measuresOf(definitionOf('annual_report', 2))).not.toContain('sentences');
    expect(measuresOf(definitionOf('annual_report', 2))).not.toContain('investigations_closed');
  });

  it('count children in one number without a breakdown, which could identify a child', () => {
    const counts = definitions.flatMap(({ items }) => items.flatMap((item) => item.counts));
    const ofChildren = counts.filter(({ measure }) => measure === 'victims_identified');

    expect(ofChildren.length).toBeGreaterThan(0);
    expect(ofChildren.filter(({ by }) => by !== undefined)).toEqual([]);
  });

  it('have unique letters, a text per count, and facets of their own measures', () => {
    for (const definition of definitions) {
      const letters = definition.items.map(({ letter }) => letter);
      expect(new Set(letters).size).toBe(letters.length);
      for (const { measure, only = {}, without = {}, by = [] } of definition.items.flatMap(({ counts }) => counts)) {
        expect(wordsOf(measure)).not.toBe('');
        if (!isOfLedger(measure)) continue;
        expect(measureOf(measure).facets).toEqual(
          expect.arrayContaining([...by, ...Object.keys(only), ...Object.keys(without)]),
        );
      }
    }
  });
});
