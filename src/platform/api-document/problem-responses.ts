import type { ResponseObject, Operation, Schemas } from './openapi.js';
import { problemResponse, statusOf } from './problem-schemas.js';
import { parametersOf } from './shared-parameters.js';
import type { HandlerDocs, SourceDocs } from './source-docs.js';

/** Name of the response for problems that any request can receive. A change lists `CsrfRejected` under its 403. */
export const anyRequest = 'AnyRequest';
export const problemsOfAnyRequest = ['InternalError', 'RequestTimeout', 'HeadersTooLarge', 'MethodNotAllowed'];

/**
 * Returns the problems of an operation: those of any such request, and those that its handler declares with `@throws`.
 */
export function problemResponses(
  method: string,
  operation: Operation,
  docs: HandlerDocs,
  words: SourceDocs,
  schemas: Schemas,
): Record<string, ResponseObject> {
  const byStatus = new Map<number, string[]>();
  for (const name of [...usualProblems(method, operation), ...docs.throws]) {
    const status = statusOf(name, words);
    const names = byStatus.get(status) ?? [];
    if (!names.includes(name)) byStatus.set(status, [...names, name]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [String(status), problemOrReference(names, words, schemas)]),
  );
}

function problemOrReference(names: readonly string[], words: SourceDocs, schemas: Schemas): ResponseObject {
  const [only] = names;
  return names.length === 1 ? { $ref: `#/components/responses/${only ?? ''}` } : problemResponse(names, words, schemas);
}

function usualProblems(method: string, operation: Operation): string[] {
  const { requestBody } = operation;
  const parameters = parametersOf(operation);
  const has = (where: string, name?: string): boolean =>
    parameters.some((parameter) => parameter.in === where && (name === undefined || parameter.name === name));
  const { 'x-permission': permission } = operation;
  const isSignedIn = permission !== 'public';
  const isChange = method !== 'get';
  const usual: [string, boolean][] = [
    ['MalformedRequest', Boolean(requestBody) || has('header')],
    ['NotSignedIn', isSignedIn],
    // A machine key has its scopes alone, also where every role has the permission.
    ['Forbidden', isSignedIn && (isChange || permission !== 'pending-session')],
    ['CsrfRejected', isChange],
    ['ReauthenticationRequired', operation['x-step-up'] === true],
    ['NotFound', has('path')],
    ['StaleVersion', has('header', 'If-Match')],
    ['ContentTooLarge', Boolean(requestBody)],
    ['UnsupportedMediaType', Boolean(requestBody)],
    ['InvalidInput', Boolean(requestBody) || has('query')],
    ['IdempotencyKeyReused', has('header', 'Idempotency-Key')],
    ['VersionRequired', has('header', 'If-Match')],
    ['TooManyRequests', true],
    ['Unavailable', true],
  ];
  return usual.filter(([, applies]) => applies).map(([name]) => name);
}
