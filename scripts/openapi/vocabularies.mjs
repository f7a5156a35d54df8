import ts from 'typescript';
import { commentOf, symbolOf } from './declarations.mjs';

/**
 * Reads the vocabularies of the source: exported types that are a choice of literals. The exported list of the same
 * values gives their order, and a description where the type has none.
 */
export function readVocabularies(sources, checker) {
  const statements = sources.flatMap((source) => source.statements.filter(isExported));
  const lists = statements.filter(ts.isVariableStatement).flatMap((node) => listsOf(node, checker));
  const types = statements.filter(ts.isTypeAliasDeclaration).flatMap((node) => typeOf(node, checker));
  return types.map(({ name, values, description }) => {
    const list = lists.find((one) => isSameChoice(one.values, values));
    return { name, description: description || list?.description || '', values: list?.values ?? values };
  });
}

function isExported(node) {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function typeOf(node, checker) {
  const values = keysOf(node.type, checker) ?? literalsOf(checker.getTypeAtLocation(node.name));
  if (node.typeParameters || !values) return [];
  return [{ name: node.name.text, values, description: commentOf(symbolOf(node, checker), checker) }];
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
