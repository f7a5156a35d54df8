import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const src = fileURLToPath(new URL('../../src', import.meta.url));

async function isImportedByItsModule(path: string): Promise<boolean> {
  const folder = join(src, dirname(path));
  const modules = (await readdir(folder)).filter((name) => name.endsWith('.module.ts'));
  const texts = await Promise.all(modules.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.some((text) => text.includes(`import './${basename(path, '.ts')}.js';\n`));
}

describe('the declarations of a case', () => {
  it.each([
    ['.packet.ts', 18],
    ['.timeline.ts', 13],
  ])('in files %s are all imported by the module of their feature', async (ending, count) => {
    const paths = (await readdir(src, { recursive: true })).filter((path) => path.endsWith(ending));
    const imported = await Promise.all(paths.map(isImportedByItsModule));

    expect(paths.length).toBeGreaterThanOrEqual(count);
    expect(paths.filter((_, number) => !imported[number])).toEqual([]);
  });
});
