import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const text = readFileSync('CONTRIBUTING.md', 'utf8');

describe('CONTRIBUTING', () => {
  it('names files and folders that exist', () => {
    const places = /^(?:src|test|database|console|docs|migrations|scripts|\.ci|\.vscode|\.githooks)\/[\w./-]+$/;
    const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code).filter((code) => places.test(code));
    // The snapshot of a version to come is an example.
    const others = named.filter((name) => !name.includes('/upgrades/0.'));
    const ends = ['', '.e2e-spec.ts', '.spec.ts'];

    expect(others.length).toBeGreaterThan(40);
    expect(others.filter((name) => !ends.some((end) => existsSync(name + end)))).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const named = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name);

    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
