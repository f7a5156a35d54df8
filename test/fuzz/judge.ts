import type { Attempt } from './attempts.js';
import type { DescribedAnswer, DescribedOperation, Described } from './operations.js';
import type { Rendered } from './rendering.js';
import type { Received } from './sending.js';
import { foreignMarker } from './world.js';

/** Kinds of faults in an answer, which the figures count separately. */
export type FaultKind = 'fault of ours' | 'unavailable' | 'undescribed' | 'leak' | 'foreign';

export interface Fault {
  readonly kind: FaultKind;
  readonly words: string;
}

/** Internal texts that no answer may contain: SQL, code locations and internal errors. */
export const inside =
  /SQLSTATE|QueryFailedError|TypeORM|typeorm|node_modules|\.[jt]s:\d+:\d+|\n\s+at .+\(|tracker_(?:app|owner|auth|oversight)|duplicate key value|violates (?:check|unique|foreign|not-null|row-level)|relation "|column "|syntax error at or near|invalid input syntax|invalid byte sequence|pg_catalog|\/src\/[a-z]+\/|ECONNREFUSED|Cannot read propert|is not a function|undefined is not|InternalError token/;

/** Headers that reveal the software. */
const telling = ['server', 'x-powered-by', 'x-runtime', 'via'];

/** Returns the fault of an answer, or null for a documented one. */
export function faultIn(attempt: Attempt, sent: Rendered, received: Received, described: Described): Fault | null {
  const { status, headers, text } = received;
  const shown = `${status} ${headers['content-type'] ?? ''} ${text.slice(0, 300)}`;
  if (status === 503) return { kind: 'unavailable', words: shown };
  if (status >= 500 || status < 200) return { kind: 'fault of ours', words: shown };
  const all = `${text}\n${JSON.stringify(headers)}`;
  if (all.includes(foreignMarker)) return { kind: 'foreign', words: shown };
  const leak = inside.exec(isDocument(sent) ? JSON.stringify(headers) : all);
  if (leak) return { kind: 'leak', words: `"${leak[0]}" in ${shown}` };
  const told = telling.filter((name) => name in headers);
  if (told.length > 0) return { kind: 'leak', words: `the header ${told.join(', ')}` };
  const words = undescribed(attempt, sent, received, described);
  return words === null ? null : { kind: 'undescribed', words: `${words}: ${shown}` };
}

function isDocument({ path }: Rendered): boolean {
  return path.startsWith('/api/v1/openapi.json');
}

function undescribed(attempt: Attempt, sent: Rendered, received: Received, described: Described): string | null {
  const { status, headers, text } = received;
  const [path = ''] = sent.path.split(/[?#]/);
  const method = sent.method === 'HEAD' ? 'GET' : sent.method;
  const there = described.at(path);
  const operation = there.find((one) => one.method === method);
  // Node itself answers an unknown Expect, and closes the connection on unreadable input.
  if (status === 417 && sent.headers.some(([name]) => name === 'expect')) return null;
  const answers = operation
    ? expected(operation, status, attempt, sent, described)
    : [described.common.get(status)].filter((answer) => answer !== undefined);
  if (answers.length === 0)
    return `${operation?.name ?? `a path of ${there.length} operations`} does not describe ${status}`;
  if (!headers['x-request-id']) return 'no x-request-id';
  if (status >= 400 && !isBroken(headers) && headers['cache-control'] !== 'no-store') {
    return `cache-control is ${headers['cache-control'] ?? 'missing'}`;
  }
  // Unreadable input has no method, so Node answers a broken HEAD with a body.
  const isEmpty = answers.every(({ types }) => types.size === 0);
  if (text === '' && (sent.method === 'HEAD' || isEmpty)) return null;
  if (isEmpty || (sent.method === 'HEAD' && !isBroken(headers))) return 'a body where there is none';
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  const checks = answers.map(({ types }) => types.get(type)).filter((check) => check !== undefined);
  if (checks.length === 0) return `the type ${type === '' ? 'is missing' : type}`;
  // Other media types, such as an archive, are checked by type only, and so are compressed answers.
  if (!type.endsWith('json') || headers['content-encoding'] !== undefined) return null;
  const body = jsonIn(text);
  if (body === undefined) return 'a body that is no JSON';
  if (checks.some((isValid) => isValid(body))) return null;
  const [first] = checks[0]?.errors ?? [];
  return `${first?.instancePath ?? ''} ${first?.message ?? 'is not as described'}`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isBroken({ connection }: Received['headers']): boolean {
  return connection === 'close';
}

/** Returns the responses of the operation, and those of a malformed body, path or request line. */
function expected(
  operation: DescribedOperation,
  status: number,
  attempt: Attempt,
  sent: Rendered,
  { common }: Described,
): DescribedAnswer[] {
  const own = operation.answers.get(status);
  const isOfAny = [405, 408, 431].includes(status);
  const isOfOdd = [400, 404].includes(status) && isOddHttp(attempt, sent);
  const isOfBody = [400, 413, 415, 422].includes(status) && operation.body === null && hasBody(sent);
  const general = isOfAny || isOfOdd || isOfBody ? common.get(status) : undefined;
  return [own, general].filter((answer) => answer !== undefined);
}

function hasBody({ body, headers }: Rendered): boolean {
  return body !== null || headers.some(([name]) => name === 'content-encoding' || name === 'content-type');
}

function isOddHttp({ twists }: Attempt, { path, headers }: Rendered): boolean {
  return (
    twists.some(({ on }) => ['path', 'id', 'method'].includes(on)) ||
    !/^[\x21-\x7e]+$/.test(path) ||
    headers.some(([name, value]) => name === 'host' || /[^\t\x20-\x7e]/.test(value))
  );
}
