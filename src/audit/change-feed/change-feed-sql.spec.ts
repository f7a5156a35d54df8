import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { changesAfterPath, feedFiles } from './change-feed-sql.js';

const files = feedFiles(await readFile(changesAfterPath, 'utf8'));

describe('the SQL of the change feed', () => {
  it.each(files.map(({ path, text }) => [path, text]))('is in %s as npm run feed:sql writes it', async (path, text) => {
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('cannot be written into a function without the line that marks the position', () => {
    expect(() => feedFiles('SELECT 1')).toThrow('has no place for the followed tables');
  });
});
