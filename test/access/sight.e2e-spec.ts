import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { trailDeclarations } from '../../src/platform/trail/trail-declarations.js';
import { definerFunctions } from './sight.table.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;

beforeAll(async () => {
  tracker = await sharedTracker();
});
afterAll(() => tracker.close());

interface CataloguedFunction {
  readonly name: string;
  readonly isExecutable: boolean;
}

const catalogued = `
  SELECT p.oid::regprocedure::text AS name, e.is_executable AS "isExecutable"
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
   CROSS JOIN LATERAL (SELECT has_function_privilege('tracker_app', p.oid, 'EXECUTE')
                              OR has_function_privilege('tracker_auth', p.oid, 'EXECUTE') AS is_executable) e
   WHERE n.nspname = 'oversight'
      OR (p.prosecdef AND e.is_executable AND n.nspname NOT IN ('pg_catalog', 'information_schema'))
   ORDER BY 1`;

const root = fileURLToPath(new URL('../..', import.meta.url));

async function sources(): Promise<(readonly [file: string, text: string])[]> {
  const files = await readdir(join(root, 'src'), { recursive: true });
  const ofCode = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts')).sort();
  return Promise.all(ofCode.map(async (file) => [file, await readFile(join(root, 'src', file), 'utf8')] as const));
}

describe('the list of functions that read beyond the seat', () => {
  it('contains exactly those of the catalog', async () => {
    const found = await tracker.sql<CataloguedFunction>(catalogued);

    expect(found.length).toBeGreaterThan(100);
    expect(Object.keys(definerFunctions).sort()).toEqual(found.map(({ name }) => name).sort());
  });

  it('names the application files that call each of them', async () => {
    const texts = await sources();
    const callers: Record<string, string[]> = {};
    for (const { name, isExecutable } of await tracker.sql<CataloguedFunction>(catalogued)) {
      if (!isExecutable) continue;
      const call = new RegExp(`\\b${name.slice(0, name.indexOf('(')).replace('.', '\\.')}\\s*\\(`);
      callers[name] = texts.flatMap(([file, text]) => (call.test(text) ? [file] : []));
    }

    const listed = Object.keys(callers).map((name) => [name, definerFunctions[name]?.callers ?? []]);
    expect(Object.fromEntries(listed)).toEqual(callers);
  });

  it('states a reason for each, and an audit action for each that writes an entry', () => {
    const faults = Object.entries(definerFunctions).filter(
      ([, { kind, action, note }]) =>
        note.length < 15 ||
        (kind === 'writes-an-entry'
          ? action === undefined || trailDeclarations.predicateOf(action) === undefined
          : action !== undefined),
    );

    expect(faults).toEqual([]);
  });

  it('names an existing test for each that writes an entry or does not vary', async () => {
    const missing: string[] = [];
    for (const [name, { kind, test = '' }] of Object.entries(definerFunctions)) {
      if (kind !== 'writes-an-entry' && kind !== 'does-not-vary') continue;
      const [file = '', title = ''] = test.split(/: (.*)/s);
      const text = await readFile(join(root, file || 'missing'), 'utf8').catch(() => '');
      if (text === '' || !text.includes(title)) missing.push(name);
    }

    expect(missing).toEqual([]);
  });
});
