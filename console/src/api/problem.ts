export interface InputFault {
  readonly pointer: string;
  readonly detail: string;
  readonly code?: string;
}

/** Problem details of a rejected request, or of a request without an answer. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly InputFault[];
  readonly [member: string]: unknown;
}

/** Types of the problems that the console itself answers. */
export const problemTypes = {
  unreachable: '/problems/unreachable',
  notSignedIn: '/problems/not-signed-in',
  stepUp: '/problems/reauthentication-required',
  stale: '/problems/stale-version',
  invalidInput: '/problems/invalid-input',
  notFound: '/problems/not-found',
  providerUnavailable: '/problems/identity-provider-unavailable',
} as const;

/** Request that failed, with its problem details. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly problem: Problem,
    /** Id under which the tracker logged the request. */
    readonly requestId: string | null,
  ) {
    super(problem.title);
  }

  is(type: keyof typeof problemTypes): boolean {
    return this.problem.type === problemTypes[type];
  }
}

/** Returns the rejection of one field, as the tracker would answer it. */
export function invalidField(pointer: string, detail: string): ApiError {
  const errors = [{ pointer: `#/${pointer}`, detail }];
  return new ApiError({ type: problemTypes.invalidInput, title: '', status: 422, errors }, null);
}

/** Returns the problem of a failed request; an error of the console itself is thrown on. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  throw error;
}
