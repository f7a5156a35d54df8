const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const word = /^[A-Za-z_$][\w$]{0,63}$/;

/**
 * Allowed fields of a log line and their formats. All others are dropped, because a message, query or parameter quotes
 * user input.
 */
const allowed: Readonly<Record<string, (value: unknown) => boolean>> = {
  requestId: matchesPattern(/^[0-9a-f]{32}$/),
  method: matchesPattern(/^[A-Z]{1,12}$/),
  // Route template. A path with an id does not match.
  route: (value) => value === null || matchesPattern(/^(?!.*\d{4})\/[\w/:*.-]{0,120}$/)(value),
  status: (value) => Number.isInteger(value),
  ms: (value) => Number.isFinite(value),
  slow: (value) => value === true,
  lost: (value) => Number.isInteger(value),
  refused: (value) => Number.isInteger(value),
  failures: (value) => Number.isInteger(value),
  seconds: (value) => Number.isFinite(value),
  since: (value) => value instanceof Date,
  accountId: matchesPattern(uuid),
  taskForceId: matchesPattern(uuid),
  problem: matchesPattern(/^(?:about:blank|[a-z-]{1,60})$/),
  sqlState: matchesPattern(/^[0-9A-Z]{5}$/),
  constraint: matchesPattern(/^[a-z][a-z0-9_]{0,62}$/),
  code: matchesPattern(/^(?:[A-Z][A-Z0-9_]{1,40}|\w{1,60}Error)$/),
  error: matchesPattern(word),
  at: (value) => Array.isArray(value) && value.every(matchesPattern(/^at .{1,300}$/)),
  standby: matchesPattern(/^[a-z-]{1,30}$/),
  unready: (value) => Array.isArray(value) && value.every(matchesPattern(/^[a-z-]{1,30}$/)),
};

export function selectAllowedFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([field, value]) => allowed[field]?.(value)));
}

/** Returns the class and the stack frames of an error, without its message. */
export function errorLocation(error: unknown): { readonly error: string; readonly at?: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { stack = '', message } = error;
  const above = stack.indexOf(message);
  return { error: error.constructor.name, at: framesIn(above < 0 ? '' : stack.slice(above + message.length)) };
}

function framesIn(stack: string): string[] {
  return stack
    .split('\n')
    .slice(1, 13)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
}

function matchesPattern(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && pattern.test(value);
}
