import { describe, expect, it } from '@jest/globals';
import { cutNotes, formatChecksums, parseRelease } from '../scripts/release/notes.mjs';

const changelog = (unreleased: string, heading: string, section: string): string =>
  `# Changelog\n\n## Unreleased\n\n${unreleased}\n## ${heading}\n\n${section}\n## 0.1.0, 1 May 2026\n\nEarlier.\n`;
const digest = `sha256:${'a'.repeat(64)}`;

describe('the notes of a release', () => {
  it('are its section of the changelog', () => {
    const section = 'New.\n\n### Words\n\n- A line with `## ` in it. It replaces 0.1.0, which was the first.\n';
    const text = changelog('', '0.3.0, 3 December 2026', section);

    expect(cutNotes(text, '0.3.0')).toBe(section);
    expect(cutNotes(text, '0.1.0')).toBe('Earlier.\n');
  });

  it.each(['1 May 2026', '31 December 2026'])('accept the date %s', (date) => {
    expect(cutNotes(changelog('', `0.3.0, ${date}`, 'New.\n'), '0.3.0')).toBe('New.\n');
  });

  it.each([
    ['a version without a section', changelog('', '0.2.0, 3 December 2026', 'New.\n'), 'no section'],
    [
      'a version with a section of its candidate alone',
      changelog('', '0.3.0-rc.1, 3 December 2026', 'New.\n'),
      'no section',
    ],
    ['a text that is not released', changelog('Later.\n', '0.3.0, 3 December 2026', 'New.\n'), 'under "Unreleased"'],
    ['lines that are not released', changelog('- Later.\n', '0.3.0, 3 December 2026', 'New.\n'), 'under "Unreleased"'],
    ['a heading without a date', changelog('', '0.3.0, soon', 'New.\n'), 'no date'],
    ['a month that does not exist', changelog('', '0.3.0, 3 Decembre 2026', 'New.\n'), 'no date'],
    ['the day 0', changelog('', '0.3.0, 0 December 2026', 'New.\n'), 'no date'],
    ['the day 32', changelog('', '0.3.0, 32 December 2026', 'New.\n'), 'no date'],
    ['a day of three digits', changelog('', '0.3.0, 003 December 2026', 'New.\n'), 'no date'],
    ['a year of two digits', changelog('', '0.3.0, 3 December 26', 'New.\n'), 'no date'],
    ['words after the date', changelog('', '0.3.0, 3 December 2026 or later', 'New.\n'), 'no date'],
    ['an empty section', changelog('', '0.3.0, 3 December 2026', ''), 'is empty'],
  ])('refuse %s', (_, text, sentence) => {
    expect(() => cutNotes(text, '0.3.0')).toThrow(sentence);
  });
});

describe('the arguments of a release', () => {
  it('are the version, and options', () => {
    const [node, runtime] = [`node:24@${digest}`, `debian@${digest}`];
    const options = ['--dry-run', '--checked=1a2b3c4', `--node-image=${node}`, `--runtime-image=${runtime}`];

    expect(parseRelease(['0.3.0'])).toEqual({
      ...{ version: '0.3.0', isDryRun: false, checked: null, nodeImage: null, runtimeImage: null },
    });
    expect(parseRelease(['0.3.0', ...options])).toEqual({
      ...{ version: '0.3.0', isDryRun: true, checked: '1a2b3c4', nodeImage: node, runtimeImage: runtime },
    });
  });

  it.each([
    ['no version', [], 'The form is'],
    ['half a version', ['0.3'], 'The form is'],
    ['a part of a version more', ['0.3.0.1'], 'The form is'],
    ['a letter before the version', ['v0.3.0'], 'The form is'],
    ['two versions', ['0.3.0', '0.3.1'], 'The form is'],
    ['another option', ['0.3.0', '--force'], 'The form is'],
    ['half an option', ['0.3.0', '--dry'], 'The form is'],
    ['an option with a longer name', ['0.3.0', '--unchecked=HEAD'], 'The form is'],
    ['an option without its value', ['0.3.0', '--checked='], 'The form is'],
    ['the base of the runtime alone', ['0.3.0', `--runtime-image=node@${digest}`], 'Name both bases'],
    ['one base alone', ['0.3.0', `--node-image=node@${digest}`], 'Name both bases'],
    [
      'a base without a digest',
      ['0.3.0', '--node-image=node:24', `--runtime-image=debian@${digest}`],
      'node:24 has none',
    ],
    [
      'a base of the runtime without a digest',
      ['0.3.0', `--node-image=node@${digest}`, '--runtime-image=debian:trixie'],
      'debian:trixie has none',
    ],
    ['a short digest', ['0.3.0', '--node-image=node@sha256:abc'], 'sha256:abc has none'],
    ['a long digest', ['0.3.0', `--node-image=node@${digest}a`], 'has none'],
  ])('are refused with %s', (_, args, sentence) => {
    expect(() => parseRelease(args)).toThrow(sentence);
  });
});

describe('the checksums', () => {
  it('have the form of sha256sum', () => {
    const files = [
      { name: 'NOTES.md', sha256: 'ab' },
      { name: 'sources.tar.gz', sha256: 'cd' },
    ];

    expect(formatChecksums(files)).toBe('ab  NOTES.md\ncd  sources.tar.gz\n');
  });
});
