import ts from 'typescript';
import { baseOf, commentOf, isAbstract, symbolOf } from './declarations.mjs';

/** Whether it is a class of problem that can be thrown, and that is sent as one. */
export function isProblem(node, checker) {
  if (isAbstract(node)) return false;
  for (let at = node; at; at = baseOf(at, checker)) {
    if (at.name?.text === 'ProtocolProblem') return false;
    if (at.name?.text === 'Problem') return true;
  }
  return false;
}

export function problemWords(node, checker, schemaOf) {
  const type = checker.getTypeAtLocation(node);
  const typeOf = (name) => checker.getNonNullableType(checker.getTypeOfSymbol(type.getProperty(name)));
  const literal = (name) => {
    const found = typeOf(name);
    if (found.isLiteral()) return found.value;
    // Widened, where another class is to override it.
    const { initializer } = type.getProperty(name).valueDeclaration;
    if (initializer && ts.isStringLiteral(initializer)) return initializer.text;
    throw new Error(`${node.name.text} says its ${name} in no plain way`);
  };
  const namesIn = (name) => checker.getPropertiesOfType(typeOf(name)).map((property) => property.name);
  const hasMembers = namesIn('members').length > 0;
  const isOptional = Boolean(type.getProperty('members').flags & ts.SymbolFlags.Optional);
  return {
    type: literal('type'),
    title: literal('title'),
    status: literal('status'),
    description: commentOf(symbolOf(node, checker), checker),
    headers: namesIn('headers'),
    members: hasMembers ? { ...schemaOf(typeOf('members')), ...(isOptional ? { required: [] } : {}) } : {},
  };
}
