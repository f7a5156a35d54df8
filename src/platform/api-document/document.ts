import { exampleId } from './examples.js';
import type { ResponseObject, HeaderObject, OpenApi, Operation, Schema } from './openapi.js';
import { completeOperation, notModified } from './operations.js';
import { problemResponse, problemSchemas } from './problem-schemas.js';
import { anyRequest, problemsOfAnyRequest } from './problem-responses.js';
import { orderSchemasByUse } from './schema-order.js';
import { closeSchemas, completeSchemas } from './schemas.js';
import { shareParameters } from './shared-parameters.js';
import { shareResponses } from './shared-responses.js';
import { nameVocabularies, orderVocabularies } from './vocabularies.js';
import { humanize, unwrapComment, type SourceDocs } from './source-docs.js';

export type DocumentInfo = OpenApi['info'];

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'The `token` from sign-in: `Authorization: Bearer <token>`.',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-session',
    description:
      'The same token as an HttpOnly cookie, which sign-in sets and browsers send. Over plain HTTP its name is ' +
      '`localhost-session`. A change by cookie must come from a page of the tracker itself.',
  },
};

const headers: Record<string, HeaderObject> = {
  RequestId: {
    description: 'Id of the request in the log. Name it in questions about a response.',
    schema: { type: 'string', examples: ['5f0c1a7e9b3d4c60a1e2f3948576b0c1'] },
  },
  ETag: {
    description:
      'Version of the record, with a checksum of its content in the response to a GET. A change sends it as `If-Match`; a GET may send it as ' +
      '`If-None-Match`.',
    schema: { type: 'string', examples: ['"v1"'] },
  },
  Location: {
    description: 'Path of the new record.',
    schema: {
      type: 'string',
      format: 'uri-reference',
      examples: [`/api/v1/complaints/${exampleId('id')}`],
    },
  },
  RateLimit: {
    description:
      'Remaining quota of each limit that applies to the request, as far as this instance knows: `r` requests for `t` seconds. ' +
      'At 0 the next request is answered 429.',
    schema: { type: 'string', examples: ['"account";r=299;t=31'] },
  },
  RateLimitPolicy: {
    description:
      'The limits by name: `q` requests in `w` seconds. `account` is the limit of an account or machine key, `address` that of an address ' +
      'without a session. A permission names the limit of its routes.',
    schema: { type: 'string', examples: ['"account";q=300;w=60'] },
  },
  Replayed: {
    description: '`true` if the key was sent before and nothing new was created.',
    schema: { type: 'string', const: 'true' },
  },
};

/**
 * Completes the API document with facts that only the source and the tracker's conventions have. The same source gives
 * the same bytes.
 */
export function completeDocument(raw: OpenApi, words: SourceDocs, info: DocumentInfo): OpenApi {
  const schemas = orderVocabularies(
    { ...completeSchemas(raw.components.schemas, words), ...problemSchemas(words) },
    words.vocabularies,
  );
  requireCodes(schemas);
  closeSchemas(schemas, requestsOf(raw));
  const paths = Object.entries(raw.paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [
        method,
        completeOperation(path, method, operation, words, schemas),
      ]),
    ),
  ]);
  const complete: OpenApi = {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/', description: 'The tracker that serves this document.' }],
    tags: tagsOf(raw, words),
    paths: Object.fromEntries(paths) as OpenApi['paths'],
    components: {
      schemas: sortKeys(schemas),
      responses: sortKeys(sharedResponses(words, schemas)),
      headers,
      securitySchemes,
    },
  };
  return orderSchemasByUse(nameVocabularies(shareParameters(shareResponses(complete)), words.vocabularies));
}

function requestsOf(raw: OpenApi): Schema[] {
  return operationsOf(raw).flatMap(({ requestBody }) =>
    Object.values(requestBody?.content ?? {}).map(({ schema }) => schema),
  );
}

/** Requires the code and the limits of a fault: every response has them, although no check states them. */
function requireCodes(schemas: OpenApi['components']['schemas']): void {
  for (const schema of Object.values(schemas)) {
    const { properties = {}, required = [] } = schema;
    if ('pointer' in properties && 'code' in properties && 'params' in properties)
      schema.required = [...new Set([...required, 'code', 'params'])];
  }
}

function sharedResponses(words: SourceDocs, schemas: OpenApi['components']['schemas']): Record<string, ResponseObject> {
  const answers = Object.keys(words.problems).map((name) => [name, problemResponse([name], words, schemas)]);
  return {
    ...(Object.fromEntries(answers) as Record<string, ResponseObject>),
    NotModified: notModified,
    [anyRequest]: problemResponse(problemsOfAnyRequest, words, schemas),
  };
}

function tagsOf(raw: OpenApi, words: SourceDocs): NonNullable<OpenApi['tags']> {
  const controllers = new Set(operationsOf(raw).map(({ operationId }) => operationId.split('.')[0] ?? ''));
  return [...controllers].map((controller) => {
    const description = unwrapComment(words.controllers[controller] ?? '');
    return { name: humanize(controller), ...(description === '' ? {} : { description }) };
  });
}

function operationsOf({ paths }: OpenApi): Operation[] {
  return Object.values(paths).flatMap((operations) => Object.values(operations));
}

function sortKeys<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
