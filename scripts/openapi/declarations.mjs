import ts from 'typescript';

/** The class that a class extends, where that is one of ours or a library's. */
export function baseOf(node, checker) {
  const extended = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const symbol = extended && checker.getTypeAtLocation(extended).symbol;
  return symbol?.valueDeclaration && ts.isClassDeclaration(symbol.valueDeclaration)
    ? symbol.valueDeclaration
    : undefined;
}

export function isAbstract(node) {
  return (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
}

export function symbolOf(node, checker) {
  return checker.getSymbolAtLocation(node.name);
}

export function tagOf(symbol, name, checker) {
  const tag = symbol.getJsDocTags(checker).find((one) => one.name === name);
  return tag && ts.displayPartsToString(tag.text);
}

/** The key only where there is a value. */
export function optional(key, value) {
  return value === undefined ? {} : { [key]: value };
}

/** Returns a doc comment without its tags. */
export function commentOf(symbol, checker) {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
}
