import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import {
  resolveSchema,
  type OpenApi,
  type Operation,
  type Parameter,
  type Schema,
} from '../../src/platform/api-document/openapi.js';
import { parametersOf } from '../../src/platform/api-document/shared-parameters.js';

const ways = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Problems of a request that exceeds the operation's contract. */
const commonProblems = [
  'MalformedRequest',
  'CsrfRejected',
  'NotFound',
  'ContentTooLarge',
  'UnsupportedMediaType',
  'InvalidInput',
];
/** Problems of any request, described as the `default` response of each operation. */
const defaultProblems = ['MethodNotAllowed', 'RequestTimeout', 'HeadersTooLarge'];

/** Expected response of a status: a validator for its body type, or none. */
export interface DescribedAnswer {
  readonly types: ReadonlyMap<string, ValidateFunction>;
}

export interface DescribedOperation {
  /** Name in the document: `PUT /api/v1/complaints/{id}/triage`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly roles: readonly string[] | null;
  readonly isPublic: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  readonly answers: ReadonlyMap<number, DescribedAnswer>;
}

/** Text field of a body: its path, and whether it accepts any text. */
export interface TextField {
  readonly steps: readonly string[];
  readonly isFree: boolean;
}

/** API as described by its document. */
export class Described {
  readonly operations: readonly DescribedOperation[];
  readonly common: ReadonlyMap<number, DescribedAnswer>;
  readonly schemas: Readonly<Record<string, Schema>>;
  private readonly ajv = new Ajv2020({ strict: false });
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly byPath: readonly { readonly pattern: RegExp; readonly operation: DescribedOperation }[];

  constructor(private readonly document: OpenApi) {
    addFormats.default(this.ajv);
    this.ajv.addSchema(document, 'document');
    this.schemas = document.components.schemas;
    this.operations = Object.entries(document.paths).flatMap(([path, found]) =>
      ways.flatMap((way) => (found[way] ? [this.described(way.toUpperCase(), path, found[way])] : [])),
    );
    const shared = (name: string, response: string) =>
      [statusIn(document, name), this.answerOf({ $ref: `#/components/responses/${response}` })] as const;
    this.common = new Map([
      ...commonProblems.map((name) => shared(name, name)),
      ...defaultProblems.map((name) => shared(name, 'AnyRequest')),
    ]);
    this.byPath = this.operations.map((operation) => ({
      pattern: new RegExp(`^${operation.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      operation,
    }));
  }

  at(path: string): readonly DescribedOperation[] {
    const literal = this.byPath.filter(({ operation }) => operation.path === path);
    const others = this.byPath.filter(({ pattern, operation }) => operation.path !== path && pattern.test(path));
    // The router matches another method of the literal path with the path with an id.
    return [...literal, ...others].map(({ operation }) => operation);
  }

  textFieldsOf({ body }: DescribedOperation): TextField[] {
    return body ? this.textFieldsIn(body, []) : [];
  }

  private textFieldsIn(schema: Schema, steps: readonly string[]): TextField[] {
    const found = resolveSchema(schema, this.schemas);
    const parts = [...(found.oneOf ?? []), ...(found.anyOf ?? []), ...(found.allOf ?? [])];
    const isConstrained = [found.enum, found.format, found.pattern, found.const].some((rule) => rule !== undefined);
    const own = [found.type].flat().includes('string') ? [{ steps, isFree: !isConstrained }] : [];
    return [
      ...own,
      ...parts.flatMap((part) => this.textFieldsIn(part, steps)),
      ...Object.entries(found.properties ?? {}).flatMap(([key, part]) => this.textFieldsIn(part, [...steps, key])),
      ...(found.items ? this.textFieldsIn(found.items, [...steps, '0']) : []),
    ];
  }

  private described(method: string, path: string, operation: Operation): DescribedOperation {
    return {
      name: `${method} ${path}`,
      method,
      path,
      roles: operation['x-roles'] ?? null,
      isPublic: operation['x-permission'] === 'public',
      parameters: parametersOf(operation, this.document.components.parameters),
      body: operation.requestBody?.content['application/json']?.schema ?? null,
      answers: new Map(
        Object.entries(operation.responses).map(([status, answer]) => [Number(status), this.answerOf(answer)]),
      ),
    };
  }

  private answerOf(answer: Operation['responses'][string]): DescribedAnswer {
    const name = answer.$ref?.split('/').at(-1);
    const { content = {} } = (name === undefined ? answer : this.document.components.responses?.[name]) ?? {};
    return {
      types: new Map(Object.entries(content).map(([type, { schema }]) => [type, this.compiled(schema)])),
    };
  }

  /** Most problems are the same for all operations. */
  private compiled(schema: Schema): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/', '"document#/');
    const found = this.validators.get(text) ?? this.ajv.compile(JSON.parse(text) as Schema);
    this.validators.set(text, found);
    return found;
  }
}

function statusIn({ components }: OpenApi, problem: string): number {
  const status = components.schemas[problem]?.properties?.['status']?.const;
  if (typeof status !== 'number') throw new Error(`The document does not describe the problem ${problem}.`);
  return status;
}
