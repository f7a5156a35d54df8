import { roles as everyone } from '../actor/actor.js';
import { exampleOf } from './examples.js';
import {
  resolveSchema,
  type ResponseObject,
  type HeaderObject,
  type Operation,
  type Parameter,
  type Schema,
  type Schemas,
} from './openapi.js';
import { anyRequest, problemResponses } from './problem-responses.js';
import { tidySchema } from './schemas.js';
import { parametersOf } from './shared-parameters.js';
import { firstSentence, joinWithAnd, humanize, type HandlerDocs, type SourceDocs } from './source-docs.js';

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Text that you choose for this request. The same request with the same text, within 48 hours, records nothing twice.',
  schema: {
    type: 'string',
    minLength: 1,
    maxLength: 100,
    pattern: '^[\\x21-\\x7e]+$',
    examples: ['9f1c4c5e-intake-0001'],
  },
};

const ifNoneMatch: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: '`ETag` of your last read. If nothing has changed since, the response is 304, without the record.',
  schema: { type: 'string', examples: ['"v3.wXhVbFqT0Qm2m4gS1nJp8A"'] },
};

/** Completes an operation with facts from its route, its permission and its handler's comment. */
export function completeOperation(
  path: string,
  method: string,
  raw: Operation,
  words: SourceDocs,
  schemas: Schemas,
): Operation {
  const docs = words.handlers[raw.operationId] ?? { throws: [], isPlaceless: false };
  const { first, rest } = firstSentence(raw.summary ?? '');
  const permission = describePermission(raw);
  const parameters = parametersOf(raw).map((parameter) => completeParameter(path, parameter));
  if (isRepeatable(raw, method) && raw['x-permission'] !== 'pending-session') parameters.push(idempotencyKey);
  const isConditional = readsVersion(raw, method, schemas);
  const complete: Operation = {
    operationId: raw.operationId.split('.').at(-1) ?? '',
    summary: first.replace(/\.$/, ''),
    description: [rest, permission].filter((text) => text !== '').join('\n\n'),
    tags: (raw.tags ?? []).map(humanize),
    security: isPublic(raw) ? [] : (raw.security ?? []),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(raw.requestBody ? { requestBody: bodyWithExample(raw.requestBody, schemas) } : {}),
    responses: {},
    'x-permission': raw['x-permission'] ?? 'undeclared',
    ...(raw['x-roles'] ? { 'x-roles': raw['x-roles'] } : {}),
    ...(raw['x-step-up'] ? { 'x-step-up': true } : {}),
  };
  const responses = {
    ...successResponses(path, raw, method, docs, schemas),
    ...(isConditional ? { '304': { $ref: '#/components/responses/NotModified' } } : {}),
    ...problemResponses(method, complete, docs, words, schemas),
  };
  complete.responses = {
    ...Object.fromEntries(Object.entries(responses).sort(([a], [b]) => Number(a) - Number(b))),
    default: { $ref: `#/components/responses/${anyRequest}` },
  };
  if (isConditional) complete.parameters = [...parameters, ifNoneMatch];
  return complete;
}

function isPublic(operation: Operation): boolean {
  return operation['x-permission'] === 'public';
}

function isRepeatable(operation: Operation, method: string): boolean {
  if (operation['x-batch'] === true) return true;
  return method === 'post' && !isPublic(operation) && !isQueryOperation(operation) && operation['x-change'] !== true;
}

function readsVersion({ responses }: Operation, method: string, schemas: Schemas): boolean {
  const view = Object.values(responses['200']?.content ?? {})[0]?.schema;
  return method === 'get' && view !== undefined && isVersioned(resolveSchema(view, schemas));
}

/** Whether a record has a version that counts its changes. That of the notice before sign-in is a checksum instead. */
function isVersioned({ properties }: Schema): boolean {
  const type = properties?.['version']?.type;
  return type === 'integer' || type === 'number';
}

function isQueryOperation(operation: Operation): boolean {
  return operation['x-asks'] === true;
}

function describePermission(operation: Operation): string {
  const { 'x-permission': permission, 'x-roles': roles = [] } = operation;
  if (isPublic(operation)) return 'Public: no session is needed.';
  if (permission === 'pending-session')
    return 'Requires a session, but no permission. The session may still await a step of the sign-in.';
  const permitted =
    roles.length === everyone.length ? 'every role' : `${roles.length === 1 ? 'role' : 'roles'}: ${joinWithAnd(roles)}`;
  const needed = `Requires the permission \`${permission ?? ''}\` (${permitted}).`;
  return operation['x-step-up'] ? `${needed} Requires re-authentication within the last five minutes.` : needed;
}

function completeParameter(path: string, { description, schema, ...rest }: Parameter): Parameter {
  const { description: docs, ...complete } = tidySchema({ ...schema, description: description ?? '' }, rest.name);
  const words = docs ?? (rest.in === 'path' ? describeId(path, rest.name) : undefined);
  return { ...rest, ...(words === undefined ? {} : { description: words }), schema: complete };
}

function describeId(path: string, name: string): string {
  const steps = path.split('/');
  const collection = steps[steps.indexOf(`{${name}}`) - 1] ?? '';
  return `Id of the ${singularOf(collection.replaceAll('-', ' '))}.`;
}

/** Returns the singular of a collection: `agency` of `agencies`, `identified victim` of `victims identified`. */
function singularOf(collection: string): string {
  if (collection.endsWith('ies')) return collection.replace(/ies$/, 'y');
  if (collection === 'victims identified') return 'identified victim';
  if (/(?:ss|ch|ias)es$/.test(collection)) return collection.replace(/es$/, '');
  return collection.replace(/s$/, '');
}

function bodyWithExample(
  body: NonNullable<Operation['requestBody']>,
  schemas: Schemas,
): NonNullable<Operation['requestBody']> {
  const content = Object.entries(body.content).map(([type, { schema }]) => [
    type,
    { schema, example: exampleOf(schema, schemas, 'sent') },
  ]);
  return { required: true, content: Object.fromEntries(content) as NonNullable<Operation['requestBody']>['content'] };
}

function successResponses(
  path: string,
  raw: Operation,
  method: string,
  docs: HandlerDocs,
  schemas: Schemas,
): Record<string, ResponseObject> {
  const responses = Object.entries(raw.responses)
    .filter(([status]) => Number(status) < 400)
    .map(([declared, { content = {}, description = '' }]) => {
      // The compiler plugin treats every POST as a creation.
      const status = isQueryOperation(raw) || raw['x-change'] === true ? '200' : declared;
      const described = Object.entries(content).map(([type, { schema }]) => [
        type,
        { schema, example: exampleOf(schema, schemas, 'answered') },
      ]);
      const view = Object.values(content)[0]?.schema;
      const answer: ResponseObject = {
        description: describeSuccess(status, description, view, schemas),
        headers: headersOf(path, raw, status, method, view && resolveSchema(view, schemas), docs),
        ...(described.length > 0
          ? { content: Object.fromEntries(described) as NonNullable<ResponseObject['content']> }
          : {}),
      };
      return [status, answer] as const;
    });
  return Object.fromEntries(responses);
}

function describeSuccess(status: string, declared: string, view: Schema | undefined, schemas: Schemas): string {
  if (status === '204') return 'Done. The response is empty.';
  const docs = view && resolveSchema(view, schemas).description;
  if (status === '201') return docs === undefined ? 'Created.' : `Created. ${docs}`;
  return docs ?? (declared === '' ? 'Done.' : declared);
}

const headerNames: Readonly<Record<string, string>> = {
  RequestId: 'x-request-id',
  RateLimit: 'ratelimit',
  RateLimitPolicy: 'ratelimit-policy',
  ETag: 'etag',
  Location: 'location',
  Replayed: 'idempotency-replayed',
};

export const notModified: ResponseObject = {
  description: 'The record has not changed since that read.',
  headers: headerRefs(['RequestId', 'RateLimit', 'RateLimitPolicy', 'ETag']),
};

function headerRefs(refs: readonly string[]): Record<string, HeaderObject> {
  return Object.fromEntries(refs.map((ref) => [headerNames[ref] ?? ref, { $ref: `#/components/headers/${ref}` }]));
}

function headersOf(
  path: string,
  raw: Operation,
  status: string,
  method: string,
  view: Schema | undefined,
  { isPlaceless }: HandlerDocs,
): Record<string, HeaderObject> {
  const refs = ['RequestId', ...(path.startsWith('/health/') ? [] : ['RateLimit', 'RateLimitPolicy'])];
  if (view && isVersioned(view)) refs.push('ETag');
  if (status === '201' && view?.properties?.['id'] && !isPlaceless) refs.push('Location');
  if (isRepeatable(raw, method)) refs.push('Replayed');
  return headerRefs(refs);
}
