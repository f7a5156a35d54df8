import ts from 'typescript';
import { commentOf, optional, tagOf } from './declarations.mjs';

/** Reads TypeScript types as JSON Schema: those that a problem's members are declared with. Named ones go into `parts`. */
export function schemaReader(checker, parts) {
  return function schemaOf(type) {
    if (type.isUnion()) return ofUnion(type, schemaOf);
    if (type.isLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'integer' };
    if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0]) };
    if (!(type.flags & ts.TypeFlags.Object)) throw new Error(`No schema for ${checker.typeToString(type)}`);
    const declaration = type.symbol.declarations?.[0];
    if (!declaration || !ts.isInterfaceDeclaration(declaration)) return ofObject(type, schemaOf);
    const { name } = type.symbol;
    if (!(name in parts)) {
      parts[name] = {};
      parts[name] = { description: commentOf(type.symbol, checker), ...ofObject(type, schemaOf) };
    }
    return { $ref: `#/components/schemas/${name}` };
  };

  function ofUnion(type, schemaOf) {
    const given = type.types.filter(({ flags }) => !(flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)));
    const isNullable = type.types.some(({ flags }) => flags & ts.TypeFlags.Null);
    const schema = ofChoice(given, schemaOf);
    if (!isNullable) return schema;
    if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
    return { ...schema, type: [schema.type, 'null'], ...(schema.enum ? { enum: [...schema.enum, null] } : {}) };
  }

  function ofChoice(types, schemaOf) {
    if (types.every((one) => one.isStringLiteral())) return { type: 'string', enum: types.map(({ value }) => value) };
    if (types.every(({ flags }) => flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean' };
    return types.length === 1 ? schemaOf(types[0]) : { anyOf: types.map(schemaOf) };
  }

  function ofObject(type, schemaOf) {
    const properties = {};
    const required = [];
    for (const property of checker.getPropertiesOfType(type)) {
      properties[property.name] = {
        ...schemaOf(checker.getTypeOfSymbol(property)),
        ...optional('description', commentOf(property, checker) || undefined),
        ...optional('example', tagOf(property, 'example', checker)),
        ...optional('format', tagOf(property, 'format', checker)),
      };
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    return { type: 'object', properties, required };
  }
}
