import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import ts from 'typescript';
import { figure } from './support/figures.js';

/*
 * Holds docs/security to its claims: each test and heading that it names exists. The reader judges the meaning of a
 * requirement.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const statuses = ['pass', 'deployer', 'not-applicable', 'exception'] as const;
const levels = ['1', '2', '3'] as const;

/** Number of requirements per section of OWASP ASVS 5.0.0, by chapter. */
const sections: readonly (readonly number[])[] = [
  [2, 10, 12, 3, 3],
  [3, 3, 5, 2],
  [1, 3, 5, 8, 8, 1, 5],
  [5, 5, 2, 4],
  [1, 6, 3, 3],
  [3, 12, 8, 6, 8, 4, 2, 4],
  [3, 4, 2, 5, 3, 2],
  [4, 4, 3, 2],
  [3, 4],
  [2, 3, 5, 16, 5, 2, 3],
  [4, 5, 5, 4, 2, 2, 2],
  [5, 2, 5],
  [4, 6, 4, 7],
  [2, 8, 3],
  [5, 5, 7, 4],
  [1, 5, 4, 3, 4],
  [2, 8, 2],
];
const ids = sections.flatMap((chapter, c) =>
  chapter.flatMap((size, s) => Array.from({ length: size }, (_, r) => `${c + 1}.${s + 1}.${r + 1}`)),
);

/** Controls of the CJIS Security Policy, version 6.0, that concern software. */
const controls = (
  'AC-2 AC-2(1) AC-2(2) AC-2(3) AC-2(4) AC-2(13) PS-4 AC-3 AC-3(14) AC-5 AC-6 AC-6(9) AC-6(10) AC-7 AC-8 AC-11 AC-12 ' +
  'AC-21 AC-22 AU-2 AU-3 AU-3(1) AU-3(3) AU-5 AU-6 AU-8 AU-9 AU-9(4) AU-11 IA-0 IA-2(1) IA-2(2) IA-2(8) IA-4 IA-5 IA-5(1) ' +
  'IA-6 IA-11 SC-8 SC-10 SC-13 SC-23 SC-28 SI-10 SI-11 SI-12(2)'
).split(' ');

interface Row {
  readonly id: string;
  readonly level: (typeof levels)[number];
  readonly status: (typeof statuses)[number];
  readonly owner: 'code' | 'deployer' | '';
  readonly evidence: string;
}

const csv = textOf('docs/security/asvs.csv');
const rows = parse<Row>(csv, { columns: true });
const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
const specs = new Map([...specsIn('test'), ...specsIn('src')].map((file) => [file, testsOf(file)]));

describe('docs/security/asvs.csv', () => {
  it('lists each of the 345 requirements once, in order, with its level', () => {
    expect(csv.split('\n', 1)).toEqual(['id,level,status,owner,evidence']);
    expect(ids).toHaveLength(345);
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(levels.map((level) => rows.filter((row) => row.level === level).length)).toEqual([70, 183, 92]);
  });

  it('gives a status, an owner and evidence or a reason for each', () => {
    const owners: Readonly<Record<Row['status'], readonly Row['owner'][]>> = {
      pass: ['code'],
      exception: ['code'],
      deployer: ['deployer'],
      'not-applicable': [''],
    };
    const odd = rows.filter(
      ({ status, owner, evidence }) =>
        !statuses.includes(status) || !owners[status].includes(owner) || evidence.length < 12,
    );

    expect(odd).toEqual([]);
  });

  it('names existing tests, headings and files', () => {
    const faults = rows.flatMap(({ id, status, evidence }) =>
      (status === 'pass'
        ? evidence.split(' | ').map(faultOf)
        : anchorsIn(evidence, join(root, 'README.md')).map(anchorFault)
      ).flatMap((fault) => (fault === null ? [] : [`${id}: ${fault}`])),
    );

    expect(faults).toEqual([]);
  });

  it('passes all that code owns of levels 1 and 2, and nine tenths of level 3', () => {
    const counts = Object.fromEntries(
      levels.flatMap((level) =>
        statuses.map((status) => [
          `L${level} ${status}`,
          rows.filter((row) => row.level === level && row.status === status).length,
        ]),
      ),
    );
    const owned = rows.filter(({ owner, level }) => owner === 'code' && level === '3');
    const passed = owned.filter(({ status }) => status === 'pass');
    figure('asvs', { requirements: rows.length, ...counts, 'code L3': owned.length, 'code L3 pass': passed.length });

    expect(rows.filter(({ level, status }) => level !== '3' && status === 'exception')).toEqual([]);
    expect(passed.length / owned.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('docs/security/cjis.md', () => {
  const table = textOf('docs/security/cjis.md')
    .split('\n')
    .filter((line) => /^\| [A-Z]{2}-\d/.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll('|', '').trim()));

  it('lists each control once, with implementation, settings, evidence and the agency’s part', () => {
    const told = table.flatMap(([names = '']) => names.split(', '));

    expect([...told].sort()).toEqual([...controls].sort());
    expect(
      table.filter((cells) => cells.length !== 5 || cells.some((cell) => cell === '')).map(([name]) => name),
    ).toEqual([]);
  });

  it('names existing settings', () => {
    const settings = new Set([...textOf('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
    const named = table.flatMap(([, , setting = '']) =>
      [...setting.matchAll(/`([A-Z]+(?:_[A-Z]+)+)/g)].map(([, name]) => name),
    );

    expect(named).not.toEqual([]);
    expect(named.filter((name) => !settings.has(name))).toEqual([]);
  });

  it('names a test for each control, or states that none exists', () => {
    const silent = table.filter(([, , , test = '']) => !/`(?:test|src)\/[^`]+ > [^`]+`|^none: .+/.test(test));

    expect(silent.map(([name]) => name)).toEqual([]);
  });
});

describe('the documents on security', () => {
  const documents = [
    'SECURITY.md',
    ...readdirSync(join(root, 'docs/security'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/security/${name}`),
  ];

  it.each(documents)('%s names existing tests, headings, files and commands', (document) => {
    const text = textOf(document);
    const tests = [...text.matchAll(/`((?:test|src)\/[^`]+\.(?:e2e-)?spec\.ts(?: > [^`]+)?)`/g)].map(
      ([, piece]) => piece ?? '',
    );
    const links = anchorsIn(text, join(root, document));
    const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);

    expect([...tests.map(faultOf), ...links.map(anchorFault)].filter((fault) => fault !== null)).toEqual([]);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(documents)('%s has no measured number, because docs/figures.md lists them', (document) => {
    expect(
      textOf(document).match(/\d[\d,.]* (?:requests|tests|rounds|faults|entries\/s|requests\/s|ms|cells)\b/g) ?? [],
    ).toEqual([]);
  });
});

describe('a test for each claim', () => {
  /** Rows whose claim is a document or a limit of the tracker, which no test can show. */
  const withoutTest: Readonly<Record<string, string>> = {
    'The host itself is taken over': 'The row says that nothing of the tracker stops it.',
    'A package turns bad': 'dependencies.md is the list.',
  };
  const documentAlone = new Set(['docs/security/dependencies.md#how-soon', 'ARCHITECTURE.md#three-controls']);

  const testsIn = (text: string): string[] =>
    [...text.matchAll(/((?:test|src)\/[\w./-]+\.(?:e2e-)?spec\.ts)/g)].flatMap(([, file = '']) =>
      specs.has(file) ? [file] : [],
    );
  const sectionsOf = (document: string): Map<string, string> =>
    new Map(
      textOf(document)
        .split(/^## /m)
        .slice(1)
        .map((section) => [slugOf(section.split('\n', 1)[0] ?? ''), section]),
    );

  it('is named in each section of rules.md', () => {
    const silent = [...sectionsOf('docs/security/rules.md')].filter(([, text]) => testsIn(text).length === 0);

    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('is named in each row of threats.md', () => {
    const threats = textOf('docs/security/threats.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (?:-|what |threat)/i.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter((cells) => cells.length >= 6);

    const silent = threats.filter(
      ([, threat = '', ...rest]) => testsIn(rest.join(' ')).length === 0 && !(threat in withoutTest),
    );
    expect(threats.length).toBeGreaterThan(15);
    expect(silent.map(([, threat]) => threat)).toEqual([]);
  });

  it('is named in each passed requirement of asvs.csv, directly or in its named section', () => {
    const silent = rows.filter(({ status, evidence }) => {
      if (status !== 'pass' || testsIn(evidence).length > 0) return false;
      return !evidence.split(' | ').some((piece) => {
        const [document = '', anchor = ''] = piece.split('#');
        return documentAlone.has(piece) || testsIn(sectionsOf(document).get(anchor) ?? '').length > 0;
      });
    });

    expect(silent.map(({ id, evidence }) => `${id}: ${evidence}`)).toEqual([]);
  });

  it('is named in each promise of SECURITY.md, by the table of its suites', () => {
    const promised = textOf('SECURITY.md').split('## What is promised')[1]?.split('\n## ')[0] ?? '';
    const promises = promised.split(/^- /m).slice(1);

    expect(promises.length).toBeGreaterThanOrEqual(6);
    expect(promises.filter((promise) => testsIn(promise).length === 0).map((promise) => promise.slice(0, 60))).toEqual(
      [],
    );
  });
});

function faultOf(piece: string): string | null {
  const [file = '', ...names] = piece.split(' > ');
  if (/\.(?:e2e-)?spec\.ts$/.test(file)) {
    const tests = specs.get(file);
    if (!tests) return `there is no ${file}`;
    return names.length === 0 || tests.has(names.join(' > ')) ? null : `${file} has no test “${names.join(' > ')}”`;
  }
  return anchorFault(join(root, piece));
}

/** Returns the fault of a heading of a document, or of a text in another file. */
function anchorFault(target: string): string | null {
  const [path = '', anchor] = target.split('#');
  const name = path.slice(root.length);
  if (!existsSync(path)) return `there is no ${name}`;
  if (anchor === undefined) return null;
  if (!path.endsWith('.md')) return textOf(name).includes(anchor) ? null : `${name} has no “${anchor}”`;
  const headings = [...textOf(name).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slugOf(heading ?? ''));
  return headings.includes(anchor) ? null : `${name} has no heading #${anchor}`;
}

function anchorsIn(text: string, document: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = '']) =>
    link.startsWith('#') ? `${document}${link}` : join(dirname(document), link),
  );
  const words = [...text.matchAll(/(?<![(/\w])docs\/[\w./-]+\.md(?:#[\w-]+)?/g)].map(([path]) => join(root, path));
  return [...links, ...words];
}

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function testsOf(file: string): Set<string> {
  const names = new Set<string>();
  const walk = (node: ts.Node, groups: readonly string[]): void => {
    const title = titleOf(node);
    const here = title === null ? groups : [...groups, title];
    if (title !== null) names.add(here.join(' > '));
    ts.forEachChild(node, (child) => {
      walk(child, here);
    });
  };
  walk(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true), []);
  return names;
}

/** Returns the title of a test or group that runs in `npm test` or in the tier `long`, and null otherwise. */
function titleOf(node: ts.Node): string | null {
  if (!ts.isCallExpression(node)) return null;
  const [title] = node.arguments;
  if (title === undefined) return null;
  const called = ts.isCallExpression(node.expression) ? node.expression.expression : node.expression;
  if (!/^(?:describe|it|test|itIfLong)(?:\.each)?$/.test(called.getText())) return null;
  if (ts.isStringLiteralLike(title)) return title.text;
  return ts.isTemplateExpression(title) ? title.getText().slice(1, -1) : null;
}

function specsIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:e2e-)?spec\.ts$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
