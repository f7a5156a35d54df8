import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import '../../src/app.module.js';
import { toInfinitive } from '../../src/audit/trail/trail.js';
import { trailDeclarations } from '../../src/platform/trail/trail-declarations.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Verbs that only lose their `ed`. A new verb is added here, or to `infinitives` of the feature's declaration. */
const regularVerbs = new Set(
  `accept add answer ask assign call check confirm correct destroy end enter fail import lift link list load look mark
  offer open publish re-encrypt reach record recount reject reopen report request screen search sign start unlink unlock
  upload view void`.split(/\s+/),
);

/** Probe of the trail, whose transaction is always rolled back. */
const probe = 'trail.probed';
/** Tables with the form of an action. Settings of a transaction and the other audited tables begin with `app.`. */
const tables = new Set(['audit.entries', 'staging.drafts', 'vault.identities', 'vault.keys']);
const actionPattern = /^(?!app\.)[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/;

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** String literals of a file: all, those in the place of an action, and the fixed beginnings of templates there. */
interface Literals {
  readonly all: Set<string>;
  readonly actions: Set<string>;
  readonly prefixes: Set<string>;
}

async function readSources(folder: string, extension: string): Promise<SourceFile[]> {
  const paths = await readdir(join(root, folder), { recursive: true });
  const sources = paths.filter((path) => path.endsWith(extension) && !path.endsWith('.spec.ts')).sort();
  return Promise.all(
    sources.map(async (path) => ({
      path: `${folder}/${path}`,
      text: await readFile(join(root, folder, path), 'utf8'),
    })),
  );
}

function parse({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function nodesOf(source: ts.SourceFile): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    node.forEachChild(visit);
  };
  visit(source);
  return nodes;
}

function literalsOfSql(sql: string): string[] {
  const literals = [...sql.matchAll(/'([^'\n]*)'/g)].map(([, literal = '']) => literal);
  return literals.filter((literal) => actionPattern.test(literal) && !tables.has(literal) && literal !== probe);
}

function actionParameters(nodes: readonly ts.Node[]): Map<string, number> {
  const positions = new Map([['auditedRead', 1]]);
  for (const node of nodes) {
    if (!ts.isMethodDeclaration(node) && !ts.isFunctionDeclaration(node)) continue;
    const position = node.parameters.findIndex(({ name }) => name.getText() === 'action');
    if (position >= 0 && node.name) positions.set(node.name.getText(), position);
  }
  return positions;
}

function literalsOf(file: SourceFile): Literals {
  const nodes = nodesOf(parse(file));
  const parameters = actionParameters(nodes);
  const found: Literals = { all: new Set(), actions: new Set(), prefixes: new Set() };
  const addAction = (node: ts.Expression | undefined): void => {
    if (!node) return;
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(addAction);
    else if (ts.isTemplateExpression(node)) found.prefixes.add(node.head.text);
    else if (ts.isStringLiteralLike(node) && node.text.includes('.')) found.actions.add(node.text);
  };
  for (const node of nodes) {
    if (ts.isStringLiteralLike(node)) {
      found.all.add(node.text);
      if (/\baudit\.\w+\(/.test(node.text)) literalsOfSql(node.text).forEach((action) => found.actions.add(action));
    }
    if ((ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) && node.name.getText() === 'action')
      addAction(node.initializer);
    if (ts.isCallExpression(node)) {
      const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
      const position = parameters.get(called.getText());
      if (position !== undefined) addAction(node.arguments[position]);
    }
  }
  return found;
}

function keysDeclared(file: SourceFile, part: string): string[] {
  return nodesOf(parse(file)).flatMap((node) => {
    const isPart = ts.isPropertyAssignment(node) && node.name.getText() === part;
    if (!isPart || !ts.isObjectLiteralExpression(node.initializer)) return [];
    return node.initializer.properties.map(({ name }) => name?.getText().replaceAll("'", '') ?? '');
  });
}

const sources = await readSources('src', '.ts');
const declarations = sources.filter(({ path }) => path.endsWith('.trail.ts'));
const literals = sources.filter((file) => !declarations.includes(file)).map(literalsOf);
const sqlFiles = (await readSources('database', '.sql')).filter(({ path }) => path !== 'database/schema.sql');
const sqlActions = new Set(sqlFiles.flatMap(({ text }) => literalsOfSql(text)));
const declared = trailDeclarations.listActions();

const isUndeclared = (action: string): boolean => trailDeclarations.predicateOf(action) === undefined;

describe('the declarations of the trail', () => {
  it('are all imported by the modules of the tracker', () => {
    expect(declarations.length).toBeGreaterThan(30);
    expect(declared.toSorted()).toEqual(declarations.flatMap((file) => keysDeclared(file, 'actions')).sort());
    expect(trailDeclarations.listRecords().toSorted()).toEqual(
      declarations.flatMap((file) => keysDeclared(file, 'records')).sort(),
    );
  });

  it('have a sentence for each action of the source', () => {
    const actions = new Set(literals.flatMap((file) => [...file.actions]));

    expect(actions.size).toBeGreaterThan(200);
    expect([...actions].filter(isUndeclared)).toEqual([]);
  });

  it('have a sentence for each text of the source that begins like an action', () => {
    const nouns = new Set(declared.map((action) => action.slice(0, action.indexOf('.'))));
    const others = new Set([probe, ...tables, 'passkey.js', 'index.html']);
    const texts = new Set(literals.flatMap((file) => [...file.all]));
    const actions = [...texts].filter(
      (text) => actionPattern.test(text) && nouns.has(text.slice(0, text.indexOf('.'))) && !others.has(text),
    );

    expect(actions.filter(isUndeclared)).toEqual([]);
  });

  it('have a sentence for each action of the database functions', () => {
    expect(sqlActions.size).toBeGreaterThan(40);
    expect([...sqlActions].filter(isUndeclared)).toEqual([]);
  });

  it('have no action that is never written', () => {
    const isWritten = (action: string): boolean =>
      sqlActions.has(action) ||
      literals.some(
        ({ all, actions, prefixes }) =>
          all.has(action) ||
          actions.has(action) ||
          [...prefixes].some((prefix) => action.startsWith(prefix) && all.has(action.slice(prefix.length))),
      );

    expect(declared.filter((action) => !isWritten(action))).toEqual([]);
  });

  it('have an infinitive for the verb of each action', () => {
    const verbs = declared.map((action) => trailDeclarations.predicateOf(action)?.split(' ')[0] ?? '');
    const infinitives = new Set([...trailDeclarations.listInfinitives(), ...regularVerbs, 'was']);

    expect(verbs.filter((verb) => !infinitives.has(toInfinitive(verb)))).toEqual([]);
  });

  it('have a name for exactly the tables that the trail records', () => {
    const watched = new Set(
      sqlFiles.flatMap(({ text }) =>
        [...text.matchAll(/audit\.add_triggers\('\w+\.(\w+)'/g)].map(([, table = '']) => table),
      ),
    );

    expect(watched.size).toBeGreaterThan(70);
    expect(trailDeclarations.listRecords().toSorted()).toEqual([...watched].sort());
  });
});
