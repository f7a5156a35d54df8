import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { oncePerWorker } from './worker.js';

/** Files of a small console, as the build of the real one names them. */
export const builtFiles = {
  'index.html': '<!doctype html><html lang="en"><head><title>Console</title></head><body></body></html>\n',
  'robots.txt': 'User-agent: *\nDisallow: /\n',
  'assets/index-B1c2D3-_.js': `export const words = ${JSON.stringify('plain words '.repeat(200))};\n`,
  'assets/index-A9b8C7d6.css': `body { margin: 0 }\n${'p { margin: 0 }\n'.repeat(100)}`,
  'assets/icon-Zz00yyXX.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>\n',
  'assets/PublicSans-Ww11xx22.woff2': 'wOF2 of a test',
} as const;

const texts = Object.keys(builtFiles).filter((name) => /\.(?:html|js|css|svg)$/.test(name));

/** Writes the output of a build of the console into a folder of its own. Without its last file the build is incomplete. */
export async function writeConsoleBuild({ isComplete = true } = {}): Promise<URL> {
  // Runs of one checkout may overlap, so that each has a folder, which it removes at its end.
  const path = await mkdtemp(join(process.env['TEST_RUN_FOLDER'] ?? '', 'console-'));
  const folder = pathToFileURL(`${path}/`);
  await mkdir(new URL('assets/', folder), { recursive: true });
  for (const [file, content] of Object.entries(builtFiles)) await writeFile(new URL(file, folder), content);
  for (const file of texts) {
    const content = Buffer.from(contentOf(file));
    await writeFile(new URL(`${file}.br`, folder), brotliCompressSync(content));
    await writeFile(new URL(`${file}.gz`, folder), gzipSync(content));
  }
  if (isComplete) await writeFile(new URL('.built', folder), 'a hash of the sources');
  return folder;
}

/** Returns the console of the trackers of this worker. */
export function consoleBuild(): Promise<URL> {
  return oncePerWorker('console', () => writeConsoleBuild());
}

function contentOf(file: string): string {
  return builtFiles[file as keyof typeof builtFiles];
}
