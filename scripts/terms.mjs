// Checks the language of the tree against docs/terms.md: the opening word of doc comments, replaced words in texts that
// people read, and former names.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';

const openings = /^(What|Who|Whom|Whose|Where|How|So|Which|Why|Whoever|Whatever|By what)\b/;
const code = /\.(tsx?|mts|mjs|cjs|js)$/;
/** Files whose string literals people read: all sources but the texts of the demo's complaints, the console in English, figures. */
const spoken =
  /^(console\/src\/words\/en\/|scripts\/figures\.|test\/(access\/sight\.table|sabotage\/mutants)\.|src\/(?!demo\/record\/narratives\.)(?!.*\.spec\.))/;
const testFunctions = /^(it|test|describe)\b/;
const faults = [];

const { words, names, prefixes, suffixes } = termBase(readFileSync('docs/terms.md', 'utf8'));
// Generated files are not in the list, except the schema of the database, which is left out below.
const folders = ['src', 'console', 'test', 'scripts', 'bench', 'migrations', 'database'];
const files = listFiles(folders);
/** Documents, except the page of the terms, which lists the former words. */
const pages = listFiles(['*.md']).filter((name) => name !== 'docs/terms.md');

for (const file of files.filter((name) => code.test(name))) checkCode(file, readFileSync(file, 'utf8'));
for (const file of files.filter((name) => name.startsWith('migrations/'))) checkSql(file, readFileSync(file, 'utf8'));
for (const file of files.filter((name) => name.endsWith('.sql') && !name.endsWith('schema.sql')))
  checkSql(file, readFileSync(file, 'utf8'));
for (const file of files) checkFileName(file);
for (const file of pages) checkPage(file, readFileSync(file, 'utf8'));
checkDocument(JSON.parse(readFileSync('docs/openapi.json', 'utf8')), 'docs/openapi.json');

for (const fault of faults) console.log(fault);
console.log(
  faults.length === 0
    ? `${files.length + pages.length} files use the terms of docs/terms.md.`
    : `${faults.length} places to change.`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Reads the tables of the page: the first column has the former words in backticks, the second the term, the third where it is checked. */
function termBase(page) {
  const found = { words: [], names: [] };
  for (const line of page.split('\n')) {
    const [, former, term, where] = line.split('|').map((cell) => cell.trim());
    if (where !== 'words' && where !== 'names') continue;
    for (const [, word] of former.matchAll(/`([^`]+)`/g)) found[where].push({ word, term });
  }
  if (found.words.length === 0 || found.names.length === 0)
    throw new Error('docs/terms.md has no table that can be read.');
  // The words of a term may be on two lines.
  for (const entry of found.words)
    entry.pattern = new RegExp(`(?<![\\w-])${entry.word.replaceAll(' ', '\\s+')}(?![\\w-])`, 'i');
  // `most…` stands for names that open with the word, and `*.words.ts` for files with the suffix.
  found.prefixes = found.names.filter(({ word }) => word.endsWith('…'));
  for (const entry of found.prefixes) entry.pattern = new RegExp(`^${entry.word.slice(0, -1)}(?=[A-Z])`);
  found.suffixes = found.names
    .filter(({ word }) => word.startsWith('*'))
    .map((entry) => ({ ...entry, suffix: entry.word.slice(1) }));
  found.names = new Map(found.names.map(({ word, term }) => [word, term]));
  return found;
}

function checkCode(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const comments = new Map();
  const visit = (node) => {
    // A comment is in front of a token, also of a closing brace. Text of a page is not a comment, even if it contains a URL.
    const isToken = node.getChildCount(source) === 0 && node.kind !== ts.SyntaxKind.JsxText;
    const start = node.getFullStart();
    const ranges = isToken
      ? [...(ts.getTrailingCommentRanges(text, start) ?? []), ...(ts.getLeadingCommentRanges(text, start) ?? [])]
      : [];
    for (const { pos, end } of ranges) comments.set(pos, text.slice(pos, end));
    const isKey = ts.isPropertyAssignment(node.parent ?? source) && node.parent.name === node;
    const isText = ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node);
    if (isText && !isKey && (spoken.test(file) || isTestName(node)))
      checkText(file, lineOf(source, node.getStart()), node.text);
    for (const child of node.getChildren(source)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(source);
  for (const [pos, comment] of comments) checkComment(file, lineOf(source, pos), comment);
  for (const statement of source.statements) for (const name of exportedNames(statement)) checkName(file, name);
}

/** Whether a text is the name of a test: the first argument of `it`, `test` or `describe`, also of their `each`. */
function isTestName(node) {
  const argument = ts.isTemplateLiteralToken(node) && ts.isTemplateExpression(node.parent) ? node.parent : node;
  const { parent } = argument;
  return (
    ts.isCallExpression(parent) && parent.arguments[0] === argument && testFunctions.test(parent.expression.getText())
  );
}

function checkSql(file, text) {
  for (const [index, line] of text.split('\n').entries()) {
    const comment = /--(.*)$/.exec(line)?.[1];
    if (comment !== undefined)
      checkComment(file, index + 1, `//${comment}`, index === 0 || file.startsWith('migrations/'));
  }
}

function checkComment(file, line, comment, isOpening = comment.startsWith('/**')) {
  const text = comment
    .replace(/^\/\*\*?|\*\/$|^\/\//g, '')
    .replace(/^\s*\* ?/gm, '')
    .trim();
  const sentences = isOpening ? text.split(/(?<=[.!?])\s+|\n\s*\n/) : [];
  for (const opening of sentences.flatMap((sentence) => openings.exec(sentence)?.[0] ?? []))
    faults.push(`${file}:${line}: A sentence of a doc comment opens with "${opening}".`);
  checkText(file, line, text.replace(/`[^`]*`/g, ''));
}

function checkText(file, line, text) {
  for (const { pattern, word, term } of words) {
    if (pattern.test(text)) faults.push(`${file}:${line}: "${word}" is ${term}.`);
  }
}

/** Checks the text of a Markdown page, without code. Of the changelog only the newest version is checked. */
function checkPage(file, text) {
  const end = file === 'CHANGELOG.md' ? text.split('\n## ', 2).join('\n## ').length : text.length;
  const prose = text
    .slice(0, end)
    .replaceAll(/^```[^]*?^```|`[^`]*`|<!--[^]*?-->/gm, (part) => part.replaceAll(/\S/g, ' '));
  for (const { pattern, word, term } of words) {
    for (const { index } of prose.matchAll(new RegExp(pattern, 'gi')))
      faults.push(`${file}:${prose.slice(0, index).split('\n').length}: "${word}" is ${term}.`);
  }
}

function checkName(file, name) {
  const term = names.get(name) ?? prefixes.find(({ pattern }) => pattern.test(name))?.term;
  if (term !== undefined) faults.push(`${file}: the exported name ${name} is ${term}.`);
}

function checkFileName(file) {
  const stem = basename(file).replace(/\..*$/, '');
  const term = names.get(`${stem}.ts`);
  if (term !== undefined && file.startsWith('src/')) faults.push(`${file}: the file name ${stem} is ${term}.`);
  for (const { suffix, term: other } of suffixes)
    if (file.endsWith(suffix)) faults.push(`${file}: the suffix ${suffix} is ${other}.`);
}

function* exportedNames(statement) {
  if (!ts.canHaveModifiers(statement)) return;
  const isExported = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
  if (!isExported) return;
  if (ts.isVariableStatement(statement)) {
    for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) yield name.text;
  } else if (statement.name) yield statement.name.text;
}

/** Checks what clients read: titles, summaries and descriptions, at any depth of the API document. */
function checkDocument(value, path) {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') checkDocument(inner, `${path}/${key}`);
    else if (['title', 'summary', 'description'].includes(key)) {
      const opening = openings.exec(inner)?.[0];
      if (opening !== undefined) faults.push(`${path}/${key}: the text opens with "${opening}".`);
      checkText(path, key, inner.replace(/`[^`]*`/g, ''));
    }
  }
}

function listFiles(paths) {
  return execFileSync('git', ['ls-files', ...paths], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
}

function lineOf(source, pos) {
  return source.getLineAndCharacterOfPosition(pos).line + 1;
}
