import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const script = resolve('scripts/figures.mjs');

/** What `npm run figures -- --check` says about the documents of a folder. */
function check(cwd: string): Promise<{ code: number; words: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [script, '--check'], { cwd, env: { PATH: process.env['PATH'] } }, (fault, out, err) => {
      done({ code: fault ? Number(fault.code) : 0, words: out + err });
    });
  });
}

describe('the documents', () => {
  it('cite no figure that docs/figures.md does not have', async () => {
    expect(await check(process.cwd())).toEqual({ code: 0, words: expect.any(String) });
  });

  describe('of another checkout', () => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tracker-figures-'));
      await mkdir(join(folder, 'docs'));
      await writeFile(join(folder, 'docs', 'figures.md'), '| <!-- figure:races.rounds -->500<!-- /figure --> |\n');
    });
    afterEach(() => rm(folder, { recursive: true }));

    it.each([
      ['as the page has it', 'races.rounds -->500', 0, 'as it is'],
      ['otherwise', 'races.rounds -->501', 1, 'says races.rounds is 501'],
      ['that was never measured', 'races.laps -->500', 1, 'cites races.laps'],
    ])('cite a figure %s', async (_, cited, code, words) => {
      await writeFile(join(folder, 'README.md'), `Held <!-- figure:${cited}<!-- /figure --> times.\n`);

      expect(await check(folder)).toEqual({ code, words: expect.stringContaining(words) });
    });
  });
});
