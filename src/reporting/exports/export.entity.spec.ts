import { describe, expect, it } from '@jest/globals';
import { Export } from './export.entity.js';
import { exportStates, maxExportMs } from './exports.enums.js';

const startedAt = new Date('2026-03-02T15:00:00Z');

describe('an export', () => {
  it('is failed when it has not ended within its maximum duration', () => {
    const stateAfter = (state: string, ms: number): string =>
      Object.assign(new Export(), { state, startedAt }).stateAt(new Date(startedAt.getTime() + ms));

    expect(exportStates.map((state) => stateAfter(state, maxExportMs))).toEqual([...exportStates]);
    expect(exportStates.map((state) => stateAfter(state, maxExportMs + 1))).toEqual(['failed', 'complete', 'failed']);
  });
});
