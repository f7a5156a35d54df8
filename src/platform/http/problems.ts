import { codeOf, type InputErrorCode, type InputErrorParams } from './input-error-codes.js';

/** Fault of a field. It never contains the value. */
export interface InputError {
  /**
   * Place of the fault: `#/narrative` is the field `narrative` of the request, or its parameter; `#` is the whole
   * request.
   * @example #/narrative
   */
  readonly pointer: string;
  /**
   * Description of the fault.
   * @example must not be empty
   */
  readonly detail: string;
  /**
   * Kind of fault, for programs with their own words.
   * @example tooShort
   */
  readonly code?: InputErrorCode;
  /** Limits and accepted values, as far as the kind of fault has them. */
  readonly params?: InputErrorParams;
}

/**
 * Problem details of a rejected request (RFC 9457). Each problem is a class with its own type. Only the exception
 * filter writes error responses.
 */
export abstract class Problem extends Error {
  /** Kebab-case identifier on which clients may branch. It is sent as `/problems/<type>`. */
  abstract readonly type: string;
  /** Summary sentence, the same for every occurrence. */
  abstract readonly title: string;
  abstract readonly status: number;
  /** Details of this occurrence, without any submitted value. */
  readonly detail?: string;
  /** Additional members of the body, such as the allowed values. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Name of the limit that the request exceeded. It is counted in the metrics and never sent. */
  readonly limit?: string;

  constructor(detail?: string) {
    super(detail);
    if (detail !== undefined) this.detail = detail;
  }
}

/** Conflict with the state or uniqueness of existing data. Each case has its own class. */
export abstract class Conflict extends Problem {
  readonly status = 409;
}

/** Record that does not exist, or that the account cannot see. The response is the same in both cases. */
export class NotFound extends Problem {
  readonly type = 'not-found';
  readonly title = 'The record or path does not exist or is not accessible to you.';
  readonly status = 404;

  constructor() {
    super(undefined);
  }
}

/** Existing path that does not support the method. */
export class MethodNotAllowed extends Problem {
  readonly type = 'method-not-allowed';
  readonly title = 'This path does not support that method.';
  readonly status = 405;
  override readonly members: {
    /** Methods that this path supports, such as `GET`. */
    readonly allowed: readonly string[];
  };
  override readonly headers: { readonly allow: string };

  constructor(allowed: readonly string[]) {
    super();
    this.members = { allowed };
    this.headers = { allow: allowed.join(', ') };
  }
}

/** Response in none of the formats that the request accepts. `available` lists the formats. */
export class NotAcceptable extends Problem {
  readonly type = 'not-acceptable';
  readonly title = 'The response is not available in a format that the request accepts. Ask for a listed format.';
  readonly status = 406;
  override readonly members: {
    /** Available formats, such as `application/json`. */
    readonly available: readonly string[];
  };

  constructor(available: readonly string[]) {
    super();
    this.members = { available };
  }
}

/** Missing or ended session. */
export class NotSignedIn extends Problem {
  readonly type = 'not-signed-in';
  readonly title = 'You are not signed in. Sign in first.';
  readonly status = 401;
  override readonly headers = { 'www-authenticate': 'Bearer' };
}

/** Action that the account is not allowed to do. For a record that the account cannot see, the response is 404. */
export class Forbidden extends Problem {
  readonly type: string = 'forbidden';
  readonly title: string = 'You are not allowed to do this.';
  readonly status = 403;
}

/**
 * Approver who is not independent of the requester or of the account to approve. To set up an account is to create,
 * enable or reset it, or to change its role.
 */
export class ApproverNotIndependent extends Forbidden {
  override readonly type = 'approver-not-independent';
  override readonly title =
    "You and the requester are not independent: within 30 days, one set up the other's account, or one person set up both. Ask another approver.";
}

/**
 * Change that another website may have sent in your name. A browser sends the `csrfToken` of its session with each
 * change.
 */
export class CsrfRejected extends Problem {
  readonly type = 'csrf-rejected';
  readonly title = 'This change did not come from a page of the tracker. Reload the page and try again.';
  readonly status = 403;
}

/** Sensitive action without a recent re-authentication (step-up). A re-authentication is valid for five minutes. */
export class ReauthenticationRequired extends Problem {
  readonly type = 'reauthentication-required';
  readonly title = 'Enter your code, passkey or password again (re-authentication). Then try again.';
  readonly status = 403;
}

/** Readable but invalid input. Each error names its field. */
export class InvalidInput extends Problem {
  readonly type = 'invalid-input';
  readonly title = 'Some of the input is not valid.';
  readonly status = 422;
  override readonly members: { readonly errors: readonly InputError[] };

  constructor(errors: readonly InputError[]) {
    super();
    this.members = { errors };
  }

  /**
   * Creates the problem for a rule of a use case: `InvalidInput.at('/agencyId', 'is not an agency you can log for')`.
   */
  static forPath(path: string, detail: string): InvalidInput {
    return new InvalidInput([{ pointer: pointerTo(path), detail }]);
  }
}

/** Unreadable request. Its JSON, address or header has an error. */
export class MalformedRequest extends Problem {
  readonly type = 'malformed-request';
  readonly title = 'The request is malformed and cannot be read.';
  readonly status = 400;
  override readonly members?: { readonly errors: readonly InputError[] };

  constructor(detail: string, path?: string) {
    super(path === undefined ? detail : undefined);
    if (path !== undefined) this.members = { errors: [{ pointer: pointerTo(path), detail }] };
  }
}

/**
 * Body of another format. Most operations take JSON only; an upload takes the formats that its operation names. Text is
 * UTF-8, and nothing is compressed in transit.
 */
export class UnsupportedMediaType extends Problem {
  readonly type = 'unsupported-media-type';
  readonly title = 'This path does not accept the format of the request. Send a format that it accepts.';
  readonly status = 415;
  override readonly headers = { accept: 'application/json', 'accept-encoding': 'identity' };
}

/**
 * Body above the maximum of the path. It is 64 kilobytes, and 16 megabytes for an import of tips. Other uploads name
 * their own.
 */
export class ContentTooLarge extends Problem {
  readonly type = 'content-too-large';
  readonly title = 'The request is larger than this path accepts.';
  readonly status = 413;
}

/** File that exceeds the time or memory limit, which stopped its reading. */
export class FileTooComplex extends Problem {
  readonly type = 'file-too-complex';
  readonly title =
    'Reading the file takes more time or memory than is allowed. Split it into smaller files and send those.';
  readonly status = 422;
  override readonly members: {
    /** Exhausted resource: `time` or `memory`. */
    readonly resource: 'time' | 'memory';
  };

  constructor(resource: 'time' | 'memory') {
    super();
    this.members = { resource };
  }
}

/** Header larger than the maximum. The maximum is 16 kilobytes. */
export class HeadersTooLarge extends Problem {
  readonly type = 'headers-too-large';
  readonly title = 'The request header is too large.';
  readonly status = 431;
}

/** Request that did not arrive in time. */
export class RequestTimeout extends Problem {
  readonly type = 'request-timeout';
  readonly title = 'The request did not arrive in time.';
  readonly status = 408;
}

/**
 * Change without the version of its record. The version is the `ETag` of your last read. It protects changes that you
 * have not seen.
 */
export class VersionRequired extends Problem {
  readonly type = 'version-required';
  readonly title =
    'The request does not name the version of the record. Read the record, then send its version as If-Match.';
  readonly status = 428;
}

/** Change of an outdated version of the record. */
export class StaleVersion extends Problem {
  readonly type = 'stale-version';
  readonly title = 'The record has changed since you read it. Read it again.';
  readonly status = 412;
  override readonly members: {
    /** Version from the request. */
    readonly sent: number;
    /** Current version; null if the record no longer exists. */
    readonly current: number | null;
  };

  constructor(sent: number, current: number | null) {
    super();
    this.members = { sent, current };
  }
}

/** Value that another record already has, although it must be unique. */
export class AlreadyExists extends Conflict {
  readonly type = 'already-exists';
  readonly title = 'A record with these values already exists.';
  override readonly members?: { readonly errors: readonly InputError[] };

  constructor(fields: readonly string[] = []) {
    super();
    if (fields.length > 0) this.members = { errors: errorsForFields(fields, 'is already taken') };
  }
}

/** Change of a voided record. */
export class Voided extends Conflict {
  readonly type = 'voided';
  readonly title = 'The record was voided. It can be read, but not changed.';
}

/** Idempotency-Key that was already used with another body. A new request needs a new key. */
export class IdempotencyKeyReused extends Problem {
  readonly type = 'idempotency-key-reused';
  readonly title = 'This Idempotency-Key was already used for another request.';
  readonly status = 422;
  override readonly members: { readonly errors: readonly InputError[] };

  constructor() {
    super('The header Idempotency-Key was sent before with another body.');
    this.members = {
      errors: [{ pointer: '#', detail: 'is not the body the header Idempotency-Key was first sent with' }],
    };
  }
}

/** Record above a maximum number. Nothing was recorded. */
export class LimitReached extends Problem {
  readonly type = 'limit-reached';
  readonly title = 'A maximum number has been reached. The details say which one, and what to do.';
  readonly status = 409;
}

/** Request above a rate limit. `Retry-After` states the wait. */
export class TooManyRequests extends Problem {
  readonly type = 'too-many-requests';
  readonly title = 'You have sent too many requests. Wait and try again.';
  readonly status = 429;
  override readonly headers: { readonly 'retry-after': string };

  constructor(
    seconds: number,
    override readonly limit: string,
  ) {
    super();
    this.headers = { 'retry-after': String(Math.max(1, Math.ceil(seconds))) };
  }
}

/** File above the maximum of concurrent uploads of an account. */
export class TooManyUploads extends Problem {
  readonly type = 'too-many-uploads';
  readonly title = 'You are already sending several files. Wait until they are read, then send this one.';
  readonly status = 429;
  override readonly limit = 'uploads';
  override readonly headers: { readonly 'retry-after': string };

  constructor(seconds: number) {
    super();
    this.headers = { 'retry-after': String(seconds) };
  }
}

/** File of an account that has sent too many files of which the reading took too long. */
export class TooManyComplexFiles extends Problem {
  readonly type = 'too-many-complex-files';
  readonly title =
    'Reading ten of your files today took more time or memory than is allowed. Send other files tomorrow.';
  readonly status = 429;
  override readonly limit = 'complex_files';
  override readonly headers: { readonly 'retry-after': string };

  constructor(seconds: number) {
    super();
    this.headers = { 'retry-after': String(Math.max(1, Math.ceil(seconds))) };
  }
}

/** Temporary failure: the database is unavailable or has no capacity. No data was written. */
export class Unavailable extends Problem {
  readonly type = 'unavailable';
  readonly title = 'The tracker is not available at the moment. Try again.';
  readonly status = 503;
  override readonly headers: { readonly 'retry-after': string };
  /** Whether the log has the reason already. */
  readonly isLogged: boolean;
  override readonly limit?: string;

  constructor(seconds = 2, { limit, isLogged = false }: { readonly limit?: string; readonly isLogged?: boolean } = {}) {
    super();
    this.headers = { 'retry-after': String(seconds) };
    this.isLogged = isLogged;
    if (limit !== undefined) this.limit = limit;
  }
}

/** Internal error. The details might be confidential, so only the log has them, under the request id. */
export class InternalError extends Problem {
  readonly type = 'internal-error';
  readonly title = 'An internal error occurred in the tracker.';
  readonly status = 500;

  constructor() {
    super(undefined);
  }
}

/** Returns the response body, in the order of RFC 9457. `instance` is absent, because the request id is a header. */
export function bodyOf({ type, title, status, detail, members }: Problem): Record<string, unknown> {
  const { errors, ...others } = (members ?? {}) as { readonly errors?: readonly InputError[] };
  return {
    type: `/problems/${type}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors: errors.map(withCode) }),
    ...others,
  };
}

/** Returns the fault with its code and limits, by its wording unless it has them. */
export function withCode(error: InputError): Required<InputError> {
  const { code, params } = codeOf(error.detail);
  return { ...error, code: error.code ?? code, params: error.params ?? params };
}

/** Returns the same fault for each of several fields. */
export function errorsForFields(fields: readonly string[], detail: string): readonly InputError[] {
  return fields.map((field) => ({ pointer: pointerTo(`/${field}`), detail }));
}

/** Returns a JSON pointer in URI fragment form: `/suspects/0/name` becomes `#/suspects/0/name`. */
export function pointerTo(path: string): string {
  return path === '' || path.startsWith('/') ? `#${path}` : `#/${path}`;
}

/** Escapes a key as a step of a JSON pointer (RFC 6901). */
export function pointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
