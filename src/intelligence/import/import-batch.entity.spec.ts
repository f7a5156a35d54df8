import { describe, expect, it } from '@jest/globals';
import { ImportBatch } from './import-batch.entity.js';
import { InvalidImportState, InvalidRows, ImportExpired } from './import.errors.js';

const startedAt = new Date('2026-03-02T15:00:00Z');
const after = (days: number): Date => new Date(startedAt.getTime() + days * 86_400_000);
const who = '01890a5d-a561-7452-b70c-e6b3bebd1dd0';

const batchOf = (over: Partial<ImportBatch>): ImportBatch =>
  Object.assign(new ImportBatch(), { startedAt, rows: 3, ready: 3, known: 0, faulty: 0, logged: 0 }, over);

describe('an import', () => {
  it('is committed after validation, and resumed after an interruption', () => {
    for (const state of ['checked', 'committing'] as const) {
      const batch = batchOf({ state });
      batch.startCommit(who, false, after(1));
      expect(batch).toMatchObject({ state: 'committing', committedBy: who });
    }
    for (const state of ['awaiting_file', 'receiving', 'failed', 'committed'] as const) {
      expect(() => {
        batchOf({ state }).startCommit(who, true, after(1));
      }).toThrow(InvalidImportState);
    }
  });

  it('is committed without its invalid rows only on request', () => {
    const batch = batchOf({ state: 'checked', faulty: 1 });

    expect(() => {
      batch.startCommit(who, false, after(1));
    }).toThrow(InvalidRows);
    batch.startCommit(who, true, after(1));
    expect(batch.state).toBe('committing');
  });

  it('is committed only while its rows are staged', () => {
    expect([batchOf({}).canBeCommitted(after(5.9)), batchOf({}).canBeCommitted(after(6))]).toEqual([true, false]);
    for (const state of ['checked', 'committing'] as const) {
      expect(() => {
        batchOf({ state }).startCommit(who, false, after(6));
      }).toThrow(ImportExpired);
    }
  });

  it('ends when each valid row is committed, known or invalid', () => {
    const batch = batchOf({ state: 'committing' });
    batch.addChunkResult({ logged: 1, known: 1, faulty: 0 });
    expect(() => {
      batch.end(after(1));
    }).toThrow(ImportExpired);

    batch.addChunkResult({ logged: 0, known: 0, faulty: 1 });
    batch.end(after(1));
    expect(batch).toMatchObject({ state: 'committed', endedAt: after(1), ready: 1, known: 1, faulty: 1, logged: 1 });
  });
});
