/** One thing that is wrong with the input: where, as a JSON pointer into it, and what. Never the value itself. */
export interface InputError {
  /**
   * Where: a JSON pointer into the body, or to a parameter of the query; `#` is the whole.
   * @example #/narrative
   */
  readonly pointer: string;
  /**
   * What is wrong there.
   * @example must not be empty
   */
  readonly detail: string;
}

/**
 * Why a request was refused, as RFC 9457 tells it. Each problem is a class with a type of its own, and the one exception
 * filter writes it: nobody else makes an error answer.
 */
export abstract class Problem extends Error {
  /** A kebab-case word that callers may branch on; it is sent as `/problems/<type>`. */
  abstract readonly type: string;
  /** What went wrong in a sentence that is the same for every occurrence. */
  abstract readonly title: string;
  abstract readonly status: number;
  /** What is particular to this occurrence, in words, and never a value that was sent. */
  readonly detail?: string;
  /** Further members of the body, such as what would have been allowed. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Header fields that belong to the status. */
  readonly headers?: Readonly<Record<string, string>>;

  constructor(detail?: string) {
    super(detail);
    if (detail !== undefined) this.detail = detail;
  }
}

/** The state or the uniqueness of what is there stands against it. Each case names itself by a class of its own. */
export abstract class Conflict extends Problem {
  readonly status = 409;
}

/** Absent, or not the reader's to see: the answer is the same, byte for byte, so it says nothing more. */
export class NotFound extends Problem {
  readonly type = 'not-found';
  readonly title = 'There is nothing here that you can see';
  readonly status = 404;

  constructor() {
    super(undefined);
  }
}

/** There is such a path, but not with this verb. */
export class MethodNotAllowed extends Problem {
  readonly type = 'method-not-allowed';
  readonly title = 'This path does not take that method';
  readonly status = 405;
  override readonly members: {
    /** The methods it takes. */
    readonly allowed: readonly string[];
  };
  override readonly headers: { readonly allow: string };

  constructor(allowed: readonly string[]) {
    super();
    this.members = { allowed };
    this.headers = { allow: allowed.join(', ') };
  }
}

/** What is there comes in other forms than the header Accept names. */
export class NotAcceptable extends Problem {
  readonly type = 'not-acceptable';
  readonly title = 'It comes in none of the forms you accept';
  readonly status = 406;
  override readonly members: {
    /** The media types it comes in. */
    readonly available: readonly string[];
  };

  constructor(available: readonly string[]) {
    super();
    this.members = { available };
  }
}

/** No session, or one that has ended. */
export class NotSignedIn extends Problem {
  readonly type = 'not-signed-in';
  readonly title = 'Sign in first';
  readonly status = 401;
  override readonly headers = { 'www-authenticate': 'Bearer' };
}

/** The verb is not this actor's. That there is a row is not said, unless the actor may see it. */
export class NotYours extends Problem {
  readonly type: string = 'not-yours';
  readonly title: string = 'You may not do this';
  readonly status = 403;
}

/** An approver who comes from the same person as the requester within 30 days, or from the account that the approval is for. */
export class ApproverNotIndependent extends NotYours {
  override readonly type = 'approver-not-independent';
  override readonly title =
    "You cannot approve this, because your account and the requester's were set up by the same person within 30 days. Ask another approver";
}

/** A change that a page of another site sent, or that came by the console's cookie without proof that the console sent it. */
export class ForeignChange extends Problem {
  readonly type = 'foreign-change';
  readonly title = 'This change did not come from a page of the tracker; reload the page and try again';
  readonly status = 403;
}

/** The verb is the actor's, but only right after showing again who they are. */
export class StepUpRequired extends Problem {
  readonly type = 'step-up-required';
  readonly title = 'Show again that it is you, then repeat this';
  readonly status = 403;
}

/** Readable, but wrong: each fault names its field. */
export class InvalidInput extends Problem {
  readonly type = 'invalid-input';
  readonly title = 'Some of the input is not right';
  readonly status = 422;
  override readonly members: { readonly errors: readonly InputError[] };

  constructor(errors: readonly InputError[]) {
    super();
    this.members = { errors };
  }

  /** For a rule only the use case knows: `InvalidInput.at('/agencyId', 'is not an agency you can log for')`. */
  static at(path: string, detail: string): InvalidInput {
    return new InvalidInput([{ pointer: pointerTo(path), detail }]);
  }
}

/** The request cannot be read at all: no JSON, a broken URL, a header that means nothing. */
export class Unreadable extends Problem {
  readonly type = 'unreadable';
  readonly title = 'The request cannot be read';
  readonly status = 400;
  override readonly members?: { readonly errors: readonly InputError[] };

  constructor(detail: string, path?: string) {
    super(path === undefined ? detail : undefined);
    if (path !== undefined) this.members = { errors: [{ pointer: pointerTo(path), detail }] };
  }
}

/** Only JSON in UTF-8, as it is, not packed. */
export class UnsupportedMediaType extends Problem {
  readonly type = 'unsupported-media-type';
  readonly title = 'Send application/json in UTF-8, not encoded further';
  readonly status = 415;
  override readonly headers = { accept: 'application/json', 'accept-encoding': 'identity' };
}

/** No request needs more than 64 KiB. */
export class TooLarge extends Problem {
  readonly type = 'too-large';
  readonly title = 'The request is larger than anything this path takes';
  readonly status = 413;
}

/** A file took more time or memory than a file may take, and was read no further. */
export class FileTooDemanding extends Problem {
  readonly type = 'file-too-demanding';
  readonly title = 'Reading the file takes more than a file may take; split it into smaller files and send those';
  readonly status = 422;
  override readonly members: {
    /** The resource that the file used up: `time` or `memory`. */
    readonly resource: 'time' | 'memory';
  };

  constructor(resource: 'time' | 'memory') {
    super();
    this.members = { resource };
  }
}

/** More header than any caller needs. */
export class HeadersTooLarge extends Problem {
  readonly type = 'headers-too-large';
  readonly title = 'The header is larger than any request needs';
  readonly status = 431;
}

/** The request did not arrive in the time there is. */
export class TooSlow extends Problem {
  readonly type = 'too-slow';
  readonly title = 'The request did not arrive in time';
  readonly status = 408;
}

/** A change says which version it was made on, so that nobody undoes what they have not seen. */
export class VersionRequired extends Problem {
  readonly type = 'version-required';
  readonly title = 'Say which version you are changing, in If-Match';
  readonly status = 428;
}

/** Somebody else changed it since it was read. */
export class StaleVersion extends Problem {
  readonly type = 'stale-version';
  readonly title = 'It has changed since you read it; read it again';
  readonly status = 412;
  override readonly members: {
    /** The version that was sent; null when the tag is none of ours. */
    readonly sent: number | null;
    /** The version it has now; null when the tag alone was refused, and nothing was read. */
    readonly current: number | null;
  };

  constructor(sent: number | null = null, current: number | null = null) {
    super();
    this.members = { sent, current };
  }
}

/** The database already holds another row with the same value where only one may have it. */
export class AlreadyExists extends Conflict {
  readonly type = 'already-exists';
  readonly title = 'There is one already';
  override readonly members?: { readonly errors: readonly InputError[] };

  constructor(fields: readonly string[] = []) {
    super();
    if (fields.length > 0) this.members = { errors: atEach(fields, 'is already taken') };
  }
}

/** It was voided: it stays to be read, and takes no further change. */
export class Voided extends Conflict {
  readonly type = 'voided';
  readonly title = 'This was voided: it can be read, and changed no more';
}

/** The same Idempotency-Key came with another body: one of the two is a mistake. */
export class KeyReused extends Problem {
  readonly type = 'key-reused';
  readonly title = 'This Idempotency-Key belongs to another request';
  readonly status = 422;
  override readonly members: { readonly errors: readonly InputError[] };

  constructor() {
    super('The header Idempotency-Key was sent before with another body.');
    this.members = {
      errors: [{ pointer: '#', detail: 'is not the body the header Idempotency-Key was first sent with' }],
    };
  }
}

/** More of a kind than the database keeps. The detail says how many there may be, and what to do. */
export class LimitReached extends Problem {
  readonly type = 'limit-reached';
  readonly title = 'A limit is reached';
  readonly status = 409;
}

/** Too many in too short a time; `Retry-After` says when to come back. */
export class TooManyRequests extends Problem {
  readonly type = 'too-many-requests';
  readonly title = 'Too many requests; wait and try again';
  readonly status = 429;
  override readonly headers: { readonly 'retry-after': string };

  constructor(seconds: number) {
    super();
    this.headers = { 'retry-after': String(Math.max(1, Math.ceil(seconds))) };
  }
}

/** One account sends more files at once than are read for it. */
export class TooManyUploads extends Problem {
  readonly type = 'too-many-uploads';
  readonly title = 'You are sending several files already; wait until they are read, then send this one';
  readonly status = 429;
  override readonly headers: { readonly 'retry-after': string };

  constructor(seconds: number) {
    super();
    this.headers = { 'retry-after': String(seconds) };
  }
}

/** Not now: the database is away or has no room. Nothing was written. */
export class Unavailable extends Problem {
  readonly type = 'unavailable';
  readonly title = 'The tracker cannot answer just now; try again';
  readonly status = 503;
  override readonly headers: { readonly 'retry-after': string };

  constructor(seconds = 2) {
    super();
    this.headers = { 'retry-after': String(seconds) };
  }
}

/** A fault of ours. It says nothing, for it may know what the reader must not; the log has it under the request id. */
export class Unexpected extends Problem {
  readonly type = 'unexpected';
  readonly title = 'Something went wrong on our side';
  readonly status = 500;

  constructor() {
    super(undefined);
  }
}

/** The body of an answer, in the order RFC 9457 names its members. No `instance`: the request id is a header. */
export function bodyOf({ type, title, status, detail, members }: Problem): Record<string, unknown> {
  return { type: `/problems/${type}`, title, status, ...(detail === undefined ? {} : { detail }), ...members };
}

/** The same fault at each of several fields. */
export function atEach(fields: readonly string[], detail: string): readonly InputError[] {
  return fields.map((field) => ({ pointer: pointerTo(`/${field}`), detail }));
}

/** A JSON pointer in its URI fragment form: `/suspects/0/name` becomes `#/suspects/0/name`. */
export function pointerTo(path: string): string {
  return path === '' || path.startsWith('/') ? `#${path}` : `#/${path}`;
}

/** A key as a step of a JSON pointer (RFC 6901). */
export function pointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
