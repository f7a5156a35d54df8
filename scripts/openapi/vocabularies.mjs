import ts from 'typescript';
import { commentOf, optional, symbolOf } from './declarations.mjs';

/**
 * Reads the vocabularies of the source: exported types that are a choice of literals. The exported list of the same
 * values gives their order, and a description where the type has none. A constant `permissionMeanings` has a sentence
 * for each value of `Permission`; the `words` of an object with a `key` are the sentence for that key.
 */
export function readVocabularies(sources, checker) {
  const statements = sources.flatMap((source) => source.statements.filter(isExported));
  const lists = statements.filter(ts.isVariableStatement).flatMap((node) => listsOf(node, checker));
  const aliases = statements.filter(ts.isTypeAliasDeclaration);
  const constants = statements.filter(ts.isVariableStatement).flatMap((node) => [...node.declarationList.declarations]);
  const types = aliases.flatMap((node) => typeOf(node, checker));
  return types.map(({ name, node, values, description }) => {
    const list = lists.find((one) => isSameChoice(one.values, values));
    const meanings = meaningsIn(constants, name) ?? meaningsOfKeys(node, checker);
    return {
      name,
      description: description || list?.description || '',
      values: list?.values ?? values,
      ...optional('meanings', meanings),
    };
  });
}

function isExported(node) {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function typeOf(node, checker) {
  const values = keysOf(node.type, checker) ?? literalsOf(checker.getTypeAtLocation(node.name));
  if (node.typeParameters || !values) return [];
  return [{ name: node.name.text, node, values, description: commentOf(symbolOf(node, checker), checker) }];
}

/** Returns the texts of the constant `<type>Meanings`, if there is one. */
function meaningsIn(constants, name) {
  const wanted = `${name.charAt(0).toLowerCase()}${name.slice(1)}Meanings`;
  const object = constants.find((node) => node.name.getText() === wanted)?.initializer;
  if (!object || !ts.isObjectLiteralExpression(object)) return undefined;
  return Object.fromEntries(object.properties.map((one) => [one.name.text, textOf(one.initializer)]));
}

/** Returns the `words` of each object, for a type such as `(typeof measures)[number]['key']`. */
function meaningsOfKeys({ type }, checker) {
  const isOfKeys = ts.isIndexedAccessTypeNode(type) && type.indexType.getText() === "'key'";
  if (!isOfKeys) return undefined;
  const objects = checker.getTypeFromTypeNode(type.objectType);
  const declared = (objects.isUnion() ? objects.types : [objects]).map((object) =>
    ['key', 'words'].map((name) => object.getProperty(name)?.valueDeclaration?.initializer),
  );
  if (!declared.every(([key, words]) => key && words)) return undefined;
  return Object.fromEntries(declared.map((pair) => pair.map(textOf)));
}

/** Returns the text of a literal, or of literals joined by `+`. */
function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isBinaryExpression(node)) return textOf(node.left) + textOf(node.right);
  throw new Error(`The meaning of a value is not a literal: ${node.getText()}`);
}

function listsOf({ declarationList }, checker) {
  return declarationList.declarations.flatMap((node) => {
    const type = checker.getTypeAtLocation(node.name);
    const values = checker.isTupleType(type) ? valuesOf(checker.getTypeArguments(type)) : undefined;
    return values ? [{ values, description: commentOf(symbolOf(node, checker), checker) }] : [];
  });
}

function keysOf(node, checker) {
  if (!ts.isTypeOperatorNode(node) || node.operator !== ts.SyntaxKind.KeyOfKeyword) return undefined;
  return checker.getPropertiesOfType(checker.getTypeFromTypeNode(node.type)).map(({ name }) => name);
}

function literalsOf(type) {
  return type.isUnion() ? valuesOf(type.types) : undefined;
}

function valuesOf(types) {
  if (!types.every((type) => type.isStringLiteral() || type.isNumberLiteral())) return undefined;
  return types.map(({ value }) => value);
}

function isSameChoice(one, other) {
  return one.length === other.length && one.every((value) => other.includes(value));
}
