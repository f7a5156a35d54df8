import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { measures, type Measure } from '../measures/index.js';
import { countedTables } from './counted-tables.js';
import { ledgerFiles } from './ledger-sql.js';

const list: readonly Measure[] = measures;

describe('the SQL of the ledger', () => {
  it.each(ledgerFiles().map(({ path, text }) => [path, text]))(
    'is in %s as npm run ledger:sql writes it',
    async (path, text) => {
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  it('has the facets that each measure declares', () => {
    const inSql = list.map(({ key, counts }) => {
      const isOfCase = counts.some(({ table }) => countedTables[table].complaint !== 'none');
      const facets = new Set([
        ...(isOfCase ? ['type', 'mode'] : []),
        ...counts.flatMap((count) => Object.keys(count.facets ?? {})),
      ]);
      return [key, [...facets]];
    });

    expect(inSql).toEqual(list.map(({ key, facets }) => [key, [...facets]]));
  });
});

describe('the description of a figure in the API', () => {
  it.each(list.map((measure) => [measure.property, measure] as const))(
    'of %s is the first sentence of its measure, and its day',
    async (property, measure) => {
      const view = await readFile('src/reporting/reports/figures.view.ts', 'utf8');
      const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*readonly ${property}[!?]: Figure`).exec(view)?.[1];

      // A sentence ends before a capital letter, and "18 U.S.C. 2703(f)" is not the end of one.
      const [first] = measure.words.split(/(?<=[a-z)]\.) (?=[A-Z])/);
      expect(comment?.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim()).toBe(`${first} Counted on ${measure.placedBy}.`);
    },
  );
});
