import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/* Node 20.19 is in `engines`, though the makers of two production packages do not support it. */

describe('the oldest Node', () => {
  it('is supported by the makers of all production packages, apart from those that the page of packages names', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { dev?: boolean; engines?: { node?: string } }>;
    };
    const unsupported = Object.entries(lock.packages)
      .filter(([path, { dev, engines }]) => path !== '' && dev !== true && !admitsOldestNode(engines?.node ?? '*'))
      .map(([path]) => path.replace(/.*node_modules\//, ''));
    const page = readFileSync('docs/security/dependencies.md', 'utf8');
    const [, sentences = ''] = /Two of them are production packages: ([^]*?)\n\n/.exec(page) ?? [];

    expect(unsupported.sort()).toEqual(['cookie', 'file-type']);
    expect(unsupported.filter((name) => !sentences.includes(`\`${name}\``))).toEqual([]);
  });

  it('never loads file-type, which only validators of Nest import', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const users = files.filter((name) =>
      /FileTypeValidator|ParseFilePipe/.test(readFileSync(join('src', name), 'utf8')),
    );

    expect(files.length).toBeGreaterThan(500);
    expect(users).toEqual([]);
  });
});

/** Whether a range of npm includes Node 20.19: any of its alternatives, by the first version of each. */
function admitsOldestNode(range: string): boolean {
  return range.split('||').some((alternative) => {
    const [, operator = '', major = '0', minor = '0'] = /([\^~>=]*) *v?(\d+)(?:\.(\d+))?/.exec(alternative) ?? [];
    const isAtMost = Number(major) < 20 || (Number(major) === 20 && Number(minor) <= 19);
    return isAtMost && (operator.startsWith('>') || Number(major) === 20 || /^\s*\*/.test(alternative));
  });
}
