import { dirname } from 'node:path';
import ts from 'typescript';
import { baseOf, commentOf, optional, symbolOf, tagOf } from './declarations.mjs';
import { schemaReader } from './member-schemas.mjs';
import { isProblem, problemWords } from './problem-words.mjs';
import { readVocabularies } from './vocabularies.mjs';

/**
 * Reads comments and declarations for the API document. The compiler plugin omits class comments, shortens examples of several words
 * and does not know problems.
 */
export function readSourceWords(program) {
  const fileNames = program.getRootFileNames();
  const checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter(({ fileName }) => fileNames.includes(fileName));
  const classes = sources.flatMap((source) =>
    source.statements.filter((node) => ts.isClassDeclaration(node) && node.name),
  );
  const inFiles = (...endings) =>
    classes.filter((node) => endings.some((ending) => node.getSourceFile().fileName.endsWith(ending)));
  const parts = {};

  const contracts = inFiles('.request.ts', '.view.ts');
  const entities = inFiles('.entity.ts');
  const controllers = inFiles('.controller.ts');
  const problems = classes.filter((node) => isProblem(node, checker));

  return {
    classes: byName(contracts, (node) => classWords(node, checker, contracts, entities)),
    controllers: byName(controllers, (node) => commentOf(symbolOf(node, checker), checker)),
    handlers: Object.assign({}, ...controllers.map((node) => handlerWords(node, checker))),
    problems: byName(problems, (node) => problemWords(node, checker, schemaReader(checker, parts))),
    parts,
    vocabularies: readVocabularies(sources, checker),
  };
}

function byName(nodes, wordsOf) {
  const found = {};
  for (const node of nodes) {
    const name = node.name.text;
    if (name in found) throw new Error(`There are two classes ${name}; the document can hold only one of that name`);
    found[name] = wordsOf(node);
  }
  return found;
}

function classWords(node, checker, contracts, entities) {
  const properties = {};
  for (const property of inOrder(node, checker)) {
    const twins = twinsOf(property, node, checker, contracts, entities);
    const said = [property, ...twins].map((one) => commentOf(one, checker)).find((text) => text !== '');
    const example = [property, ...twins]
      .map((one) => tagOf(one, 'example', checker))
      .find((text) => text !== undefined);
    properties[property.name] = {
      description: said ?? typeComment(property, checker),
      ...optional('example', example),
      ...optional('format', tagOf(property, 'format', checker)),
    };
  }
  return { description: commentOf(symbolOf(node, checker), checker), properties };
}

function inOrder(node, checker) {
  const chain = [];
  for (let at = node; at; at = baseOf(at, checker)) chain.unshift(at);
  const names = chain.flatMap(({ members }) =>
    members.filter(ts.isPropertyDeclaration).map(({ name }) => name.getText()),
  );
  const type = checker.getTypeAtLocation(node);
  return [...new Set(names)].map((name) => type.getProperty(name));
}

/** Returns the same property in its row or in its contract, whose comment a property without one has. */
function twinsOf(property, node, checker, contracts, entities) {
  const file = node.getSourceFile();
  const isRow = (entity) =>
    dirname(entity.getSourceFile().fileName) === dirname(file.fileName) && node.name.text.startsWith(entity.name.text);
  const isNeighbour = (other) => topicOf(other) === topicOf(node) && !other.name.text.endsWith('Query');
  const type = checker.getTypeOfSymbol(property);
  return [...entities.filter(isRow), ...contracts.filter(isNeighbour)]
    .map((other) => checker.getTypeAtLocation(other).getProperty(property.name))
    .filter((twin) => twin && twin !== property && isAlike(checker.getTypeOfSymbol(twin), type, checker));
}

function topicOf(node) {
  return node.getSourceFile().fileName.replace(/\.(request|view)\.ts$/, '');
}

/** Alike but for null, undefined, and a Date that travels as text. */
function isAlike(one, other, checker) {
  const [a, b] = [one, other].map((type) =>
    checker.typeToString(checker.getNonNullableType(type)).replace(/^Date$/, 'string'),
  );
  return a === b;
}

/**
 * Returns the first sentence of the comment of a property's type, or of the list that it is made from:
 * `(typeof complaintTypes)[number]`. The type itself has the whole comment. The items of a list have a common text.
 */
function typeComment(property, checker) {
  const declared = property.valueDeclaration?.type;
  const { text, isClass } = declared ? commentedType(declared, checker) : noComment;
  const isList = isClass && isArrayType(declared);
  if (isList && property.name === 'items') return '';
  return isList ? `List. Each item: ${firstSentence(text)}` : firstSentence(text);
}

/** Returns the text up to its first full stop, which is not that of `U.S.C.`. */
function firstSentence(text) {
  return /^.*?(?<!\b[A-Za-z]\.[A-Za-z])[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

const noComment = { text: '', isClass: false };

function isArrayType(type) {
  return ts.isTypeOperatorNode(type) ? isArrayType(type.type) : ts.isArrayTypeNode(type);
}

function commentedType(declared, checker) {
  const references = [];
  const visit = (node) => {
    if (ts.isTypeReferenceNode(node)) references.push(node.typeName);
    if (ts.isTypeQueryNode(node)) references.push(node.exprName);
    ts.forEachChild(node, visit);
  };
  visit(declared);
  for (const name of references) {
    let symbol = checker.getSymbolAtLocation(name);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
    const text = symbol ? commentOf(symbol, checker) : '';
    if (text !== '') return { text, isClass: symbol.declarations?.some(ts.isClassDeclaration) ?? false };
    const alias = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
    const inner = alias ? commentedType(alias.type, checker) : noComment;
    if (inner.text !== '') return inner;
  }
  return noComment;
}

function handlerWords(node, checker) {
  const handlers = {};
  for (const member of node.members.filter(ts.isMethodDeclaration)) {
    const symbol = checker.getSymbolAtLocation(member.name);
    const thrown = symbol.getJsDocTags(checker).filter(({ name }) => name === 'throws');
    const placeless = (ts.getDecorators(member) ?? []).some(
      ({ expression }) => expression.getText() === 'ResponseLocation(null)',
    );
    handlers[`${node.name.text}.${member.name.getText()}`] = {
      throws: thrown.map(({ text }) => ts.displayPartsToString(text).trim().split(/\s/)[0]),
      isPlaceless: placeless,
    };
  }
  return handlers;
}
