export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  pattern?: string;
  minimum?: number;
  minItems?: number;
  additionalProperties?: boolean | Schema;
  /** Keyword of the compiler plugin. The document uses `examples`. */
  example?: unknown;
  examples?: unknown[];
  [keyword: string]: unknown;
}

export type Schemas = Record<string, Schema>;

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: unknown;
}

export interface Reference {
  $ref: string;
}

export type Content = Record<
  string,
  { schema: Schema; example?: unknown; examples?: Record<string, { value: unknown }> }
>;

export interface HeaderObject {
  description?: string;
  schema?: Schema;
  $ref?: string;
}

export interface ResponseObject {
  $ref?: string;
  description?: string;
  headers?: Record<string, HeaderObject>;
  content?: Content;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: (Parameter | Reference)[];
  requestBody?: { required?: boolean; description?: string; content: Content };
  responses: Record<string, ResponseObject>;
  'x-permission'?: string;
  'x-roles'?: readonly string[];
  [extension: string]: unknown;
}

export interface OpenApi {
  openapi: string;
  info: {
    title: string;
    version: string;
    description?: string;
    contact?: { name: string; url?: string };
    license?: { name: string; identifier?: string };
  };
  servers?: { url: string; description?: string }[];
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Schemas;
    responses?: Record<string, ResponseObject>;
    parameters?: Record<string, Parameter>;
    headers?: Record<string, HeaderObject>;
    securitySchemes?: Record<string, object>;
  };
}

const schemaPrefix = '#/components/schemas/';

export function refTo(name: string): Schema {
  return { $ref: `${schemaPrefix}${name}` };
}

export function isReference(part: object): part is Reference {
  return '$ref' in part;
}

/** Resolves a reference; returns any other schema unchanged. */
export function resolveSchema(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref === undefined) return schema;
  const found = schemas[schema.$ref.slice(schemaPrefix.length)];
  if (!found) throw new Error(`The document refers to ${schema.$ref}, which it does not have`);
  return found;
}
