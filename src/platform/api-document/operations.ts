import { roles as everyone } from '../actor/actor.js';
import { exampleOf } from './examples.js';
import {
  resolved,
  type Answer,
  type HeaderOf,
  type Operation,
  type Parameter,
  type Schema,
  type Schemas,
} from './openapi.js';
import { anyRequest, refusalsOf } from './refusals.js';
import { tidied } from './schemas.js';
import { firstSentence, listed, spoken, type HandlerWords, type SourceWords } from './words.js';

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Key that the client chooses, for safe retries. Within 48 hours the same key with the same body returns the record of the ' +
    'first request.',
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
  description: 'ETag of the last read. If the record has not changed, the response is 304 without a body.',
  schema: { type: 'string', examples: ['"v3.wXhVbFqT0Qm2m4gS1nJp8A"'] },
};

/** Completes an operation with facts from its route, its permission and its handler's comment. */
export function completeOperation(
  path: string,
  method: string,
  raw: Operation,
  words: SourceWords,
  schemas: Schemas,
): Operation {
  const said = words.handlers[raw.operationId] ?? { throws: [], isPlaceless: false };
  const { first, rest } = firstSentence(raw.summary ?? '');
  const permission = permissionInWords(raw);
  const parameters = (raw.parameters ?? []).map((parameter) => completeParameter(path, parameter));
  if (isRepeatable(raw, method) && raw['x-permission'] !== 'pending-session') parameters.push(idempotencyKey);
  const isConditional = readsVersion(raw, method, schemas);
  const complete: Operation = {
    operationId: raw.operationId.split('.').at(-1) ?? '',
    summary: first.replace(/\.$/, ''),
    description: [rest, permission].filter((text) => text !== '').join('\n\n'),
    tags: (raw.tags ?? []).map(spoken),
    security: isPublic(raw) ? [] : (raw.security ?? []),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(raw.requestBody ? { requestBody: bodyWithExample(raw.requestBody, schemas) } : {}),
    responses: {},
    'x-permission': raw['x-permission'] ?? 'undeclared',
    ...(raw['x-roles'] ? { 'x-roles': raw['x-roles'] } : {}),
    ...(raw['x-step-up'] ? { 'x-step-up': true } : {}),
  };
  const answers = {
    ...successes(path, raw, method, said, schemas),
    ...(isConditional ? { '304': { $ref: '#/components/responses/NotModified' } } : {}),
    ...refusalsOf(method, complete, said, words, schemas),
  };
  complete.responses = {
    ...Object.fromEntries(Object.entries(answers).sort(([a], [b]) => Number(a) - Number(b))),
    default: { $ref: `#/components/responses/${anyRequest}` },
  };
  if (isConditional) complete.parameters = [...parameters, ifNoneMatch];
  return complete;
}

function isPublic(operation: Operation): boolean {
  return operation['x-permission'] === 'public';
}

/** Whether the operation creates a record and supports an idempotent repeat. */
function isRepeatable(operation: Operation, method: string): boolean {
  return method === 'post' && !isPublic(operation) && !onlyAsks(operation) && operation['x-change'] !== true;
}

/** Whether the operation reads one record that has a version. */
function readsVersion({ responses }: Operation, method: string, schemas: Schemas): boolean {
  const view = Object.values(responses['200']?.content ?? {})[0]?.schema;
  return method === 'get' && view !== undefined && isVersioned(resolved(view, schemas));
}

/** Whether a record has a version that counts its changes. The version of the notice before sign-in is a checksum instead. */
function isVersioned({ properties }: Schema): boolean {
  const type = properties?.['version']?.type;
  return type === 'integer' || type === 'number';
}

function onlyAsks(operation: Operation): boolean {
  return operation['x-asks'] === true;
}

function permissionInWords(operation: Operation): string {
  const { 'x-permission': permission, 'x-roles': roles = [] } = operation;
  if (isPublic(operation)) return 'Public: no session is needed.';
  if (permission === 'pending-session') return 'Needs a session, which may be waiting for a sign-in step.';
  const whom = roles.length === everyone.length ? 'every role' : listed(roles);
  const needed = `Needs \`${permission ?? ''}\` (${whom}).`;
  return operation['x-step-up'] ? `${needed} Requires re-authentication within the last five minutes.` : needed;
}

function completeParameter(path: string, { description, schema, ...rest }: Parameter): Parameter {
  const { description: said, ...complete } = tidied({ ...schema, description: description ?? '' }, rest.name);
  const words = said ?? (rest.in === 'path' ? idInWords(path, rest.name) : undefined);
  return { ...rest, ...(words === undefined ? {} : { description: words }), schema: complete };
}

/** Describes the id in a path by the collection before it. */
function idInWords(path: string, name: string): string {
  const steps = path.split('/');
  const collection = steps[steps.indexOf(`{${name}}`) - 1] ?? '';
  return `Id of one of the ${collection.replaceAll('-', ' ')}.`;
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

function successes(
  path: string,
  raw: Operation,
  method: string,
  said: HandlerWords,
  schemas: Schemas,
): Record<string, Answer> {
  const answers = Object.entries(raw.responses)
    .filter(([status]) => Number(status) < 400)
    .map(([declared, { content = {}, description = '' }]) => {
      // The compiler plugin treats every POST as a creation.
      const status = onlyAsks(raw) || raw['x-change'] === true ? '200' : declared;
      const described = Object.entries(content).map(([type, { schema }]) => [
        type,
        { schema, example: exampleOf(schema, schemas, 'answered') },
      ]);
      const view = Object.values(content)[0]?.schema;
      const answer: Answer = {
        description: successInWords(status, description, view, schemas),
        headers: headersOf(path, raw, status, method, view && resolved(view, schemas), said),
        ...(described.length > 0 ? { content: Object.fromEntries(described) as NonNullable<Answer['content']> } : {}),
      };
      return [status, answer] as const;
    });
  return Object.fromEntries(answers);
}

function successInWords(status: string, declared: string, view: Schema | undefined, schemas: Schemas): string {
  if (status === '204') return 'Done. The response has no body.';
  const said = view && resolved(view, schemas).description;
  if (status === '201') return said === undefined ? 'Created.' : `Created. ${said}`;
  return said ?? (declared === '' ? 'Done.' : declared);
}

const headerNames: Readonly<Record<string, string>> = {
  RequestId: 'x-request-id',
  RateLimit: 'ratelimit',
  RateLimitPolicy: 'ratelimit-policy',
  ETag: 'etag',
  Location: 'location',
  Replayed: 'idempotency-replayed',
};

/** Answer to a conditional read of a record that has not changed. */
export const notModified: Answer = {
  description: 'The record has not changed since the read with that ETag.',
  headers: headerRefs(['RequestId', 'RateLimit', 'RateLimitPolicy', 'ETag']),
};

function headerRefs(refs: readonly string[]): Record<string, HeaderOf> {
  return Object.fromEntries(refs.map((ref) => [headerNames[ref] ?? ref, { $ref: `#/components/headers/${ref}` }]));
}

function headersOf(
  path: string,
  raw: Operation,
  status: string,
  method: string,
  view: Schema | undefined,
  { isPlaceless }: HandlerWords,
): Record<string, HeaderOf> {
  const refs = ['RequestId', ...(path.startsWith('/health/') ? [] : ['RateLimit', 'RateLimitPolicy'])];
  if (view && isVersioned(view)) refs.push('ETag');
  if (status === '201' && view?.properties?.['id'] && !isPlaceless) refs.push('Location');
  if (isRepeatable(raw, method)) refs.push('Replayed');
  return headerRefs(refs);
}
