import { describe, expect, it } from '@jest/globals';
import { cutNotes, formatChecksums, parseRelease } from '../scripts/release/notes.mjs';

const changelog = (unreleased: string, heading: string, section: string): string =>
  `# Changelog\n\n## Unreleased\n\n${unreleased}\n## ${heading}\n\n${section}\n## 0.1.0, 1 May 2026\n\nEarlier.\n`;
const digest = `sha256:${'a'.repeat(64)}`;

describe('the notes of a release', () => {
  it('are its section of the changelog', () => {
    const text = changelog('', '0.3.0, 3 December 2026', 'New.\n\n- A line.\n');

    expect(cutNotes(text, '0.3.0')).toBe('New.\n\n- A line.\n');
    expect(cutNotes(text, '0.1.0')).toBe('Earlier.\n');
  });

  it.each([
    ['a version without a section', changelog('', '0.2.0, 3 December 2026', 'New.\n'), 'no section'],
    ['lines that are not released', changelog('- Later.\n', '0.3.0, 3 December 2026', 'New.\n'), 'under "Unreleased"'],
    ['a heading without a date', changelog('', '0.3.0, soon', 'New.\n'), 'no date'],
    ['a month that does not exist', changelog('', '0.3.0, 3 Decembre 2026', 'New.\n'), 'no date'],
    ['an empty section', changelog('', '0.3.0, 3 December 2026', ''), 'is empty'],
  ])('refuse %s', (_, text, sentence) => {
    expect(() => cutNotes(text, '0.3.0')).toThrow(sentence);
  });
});

describe('the arguments of a release', () => {
  it('are the version, and options', () => {
    const [node, runtime] = [`node:24@${digest}`, `debian@${digest}`];
    const options = ['--dry-run', '--checked=HEAD', `--node-image=${node}`, `--runtime-image=${runtime}`];

    expect(parseRelease(['0.3.0'])).toEqual({
      ...{ version: '0.3.0', isDryRun: false, checked: null, nodeImage: null, runtimeImage: null },
    });
    expect(parseRelease(['0.3.0', ...options])).toEqual({
      ...{ version: '0.3.0', isDryRun: true, checked: 'HEAD', nodeImage: node, runtimeImage: runtime },
    });
  });

  it.each([
    ['no version', [], 'The form is'],
    ['half a version', ['0.3'], 'The form is'],
    ['another option', ['0.3.0', '--force'], 'The form is'],
    ['one base alone', ['0.3.0', `--node-image=node@${digest}`], 'Name both bases'],
    ['a base without a digest', ['0.3.0', '--node-image=node:24', '--runtime-image=debian:trixie'], 'node:24 has none'],
  ])('are refused with %s', (_, args, sentence) => {
    expect(() => parseRelease(args)).toThrow(sentence);
  });
});

describe('the checksums', () => {
  it('have the form of sha256sum', () => {
    expect(formatChecksums([{ name: 'NOTES.md', sha256: 'ab' }])).toBe('ab  NOTES.md\n');
  });
});
