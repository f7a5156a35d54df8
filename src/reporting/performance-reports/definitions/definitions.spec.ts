import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../../platform/time/calendar.js';
import { getMeasure } from '../../reports/measures/index.js';
import { performanceReportCodes } from '../performance-reports.enums.js';
import { getDefinition, findDefinition, definitions, isLedgerMeasure, listMeasures, describeCount } from './index.js';

describe('the definitions of performance reports', () => {
  it('apply one after the other, without gaps or overlaps', () => {
    for (const code of performanceReportCodes) {
      const versions = definitions.filter((one) => one.code === code);
      expect(versions.map(({ version }) => version)).toEqual(versions.map((_, at) => at + 1));
      for (const { version, effective } of versions) {
        expect(findDefinition(code, effective.from)?.version).toBe(version);
        expect(findDefinition(code, addDays(effective.until, -1))?.version).toBe(version);
        const next = versions[version];
        if (next) expect(next.effective.from).toBe(effective.until);
      }
      expect(findDefinition(code, '1998-09-30')).toBeNull();
    }
  });

  it('of the annual report change with fiscal year 2026, marked as to be confirmed', () => {
    expect(findDefinition('annual_report', '2024-10-01')?.version).toBe(1);
    expect(findDefinition('annual_report', '2025-10-01')?.version).toBe(2);
    expect(getDefinition('annual_report', 2).words).toMatch(/very probably law.*to be confirmed/);
    expect(listMeasures(getDefinition('annual_report', 2))).not.toContain('sentences');
    expect(listMeasures(getDefinition('annual_report', 2))).not.toContain('investigations_closed');
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
        expect(describeCount(measure)).not.toBe('');
        if (!isLedgerMeasure(measure)) continue;
        expect(getMeasure(measure).facets).toEqual(
          expect.arrayContaining([...by, ...Object.keys(only), ...Object.keys(without)]),
        );
      }
    }
  });
});
