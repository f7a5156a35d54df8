import {
  AlreadyExists,
  ApproverNotIndependent,
  atEach,
  InvalidInput,
  LimitReached,
  NotYours,
  Unavailable,
  Unexpected,
  Unreadable,
  type Problem,
} from './problems.js';

/** Which fields of a request a constraint of the database speaks of, as camelCase names; the entities know. */
export abstract class ConstraintFields {
  abstract fieldsOf(constraint: string): readonly string[];
}

/** What may be logged of a failed statement: never its message, detail or parameters, for they quote the values. */
export interface DatabaseFault {
  readonly sqlState?: string;
  readonly constraint?: string;
  /** For trouble that has no SQLSTATE, such as `ECONNREFUSED`. */
  readonly code?: string;
}

/** Raised by `auth.require_independent`. */
const dependentApproverState = 'TF040';

const sqlStatePattern = /^[0-9A-Z]{5}$/;
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // A socket that is not there; of a file that is not there the system call is another.
  'ENOENT',
]);
const networkCalls = new Set(['connect', 'read', 'write', 'getaddrinfo']);
const awayNames = new Set([
  'QueryRunnerAlreadyReleasedError',
  'CannotExecuteNotConnectedError',
  'ConnectionIsNotSetError',
]);
/** The beginnings of what the driver says of a connection that is lost: it has no code for it. */
export const awayMessages = [
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
  'Query read timeout',
  'Query runner already released',
  'Driver not Connected',
];
/** Connections, room and time that ran out, cancelled, shut down or closed, read only, in each other's way: it passes. */
const passing = /^(?:08...|53...|57P..|57014|55000|55P03|55006|25006|25P03|25P04|40001|40P01)$/;
/** What a check of the input should have caught: the value is of no type Postgres can read. */
const unreadableStates = new Set(['22021', '22P05', '22P02', '22P03', '22003', '22007', '22008', '22009', '22001']);

/** What a failed statement, or a connection that failed, tells us; `null` for an error that has neither behind it. */
export function databaseFaultIn(error: unknown): DatabaseFault | null {
  for (const layer of layersOf(error)) {
    const code = textAt(layer, 'code');
    if (code !== undefined && sqlStatePattern.test(code) && 'severity' in layer) {
      const constraint = textAt(layer, 'constraint');
      return { sqlState: code, ...(constraint === undefined ? {} : { constraint }) };
    }
    if (code !== undefined && awayCodes.has(code) && networkCalls.has(textAt(layer, 'syscall') ?? '')) return { code };
    const name = textAt(layer, 'name') ?? '';
    if (awayNames.has(name)) return { code: name };
    const message = textAt(layer, 'message') ?? '';
    if (awayMessages.some((start) => message.startsWith(start))) return { code: 'CONNECTION_LOST' };
  }
  return null;
}

/** Details of the limits that triggers hold, by the name under which they refuse. */
const limits: Readonly<Record<string, string>> = {
  saved_views_of_account: 'An account keeps 50 saved views. End one that is no longer needed.',
  saved_views_of_task_force: 'A task force shares 500 saved views. End one that is no longer needed.',
  text_of_case: 'A case takes 400,000 characters of text in a day. Continue tomorrow.',
};

/** The problem a database fault is to the caller (security.md says which is which). */
export function problemOf({ sqlState, constraint, code }: DatabaseFault, names: ConstraintFields): Problem {
  if (code !== undefined || sqlState === undefined) return new Unavailable();
  const fields = constraint === undefined ? [] : names.fieldsOf(constraint);
  if (passing.test(sqlState)) return new Unavailable(sqlState === '53100' ? 5 : 1);
  if (sqlState === '42501') return new NotYours();
  if (sqlState === dependentApproverState) return new ApproverNotIndependent();
  if (unreadableStates.has(sqlState) || /^2201[A-Z]$/.test(sqlState)) {
    return new Unreadable('Some of the values are of no kind that can be stored.');
  }
  switch (sqlState) {
    case '23505':
    case '23P01':
      return new AlreadyExists(fields);
    case '23503':
      return invalid(fields, 'names something that is not there for you');
    case '23514':
      return invalid(fields, 'is not allowed here');
    case '23502':
      return invalid(fields, 'must be there');
    case 'TF010':
      return new LimitReached(limits[constraint ?? '']);
    default:
      return new Unexpected();
  }
}

/** Whether the database refused an approver who is not independent of whoever asked. */
export function isDependentApprover(error: unknown): boolean {
  return databaseFaultIn(error)?.sqlState === dependentApproverState;
}

/** Whether the database refused for a reason that passes by itself, or is away: the same may be tried again. */
export function willPass(error: unknown): boolean {
  const fault = databaseFaultIn(error);
  return fault !== null && problemOf(fault, { fieldsOf: () => [] }) instanceof Unavailable;
}

function invalid(fields: readonly string[], detail: string): InvalidInput {
  return new InvalidInput(fields.length > 0 ? atEach(fields, detail) : [{ pointer: '#', detail }]);
}

/** The error itself and what it wraps: TypeORM keeps the driver's error, Nest and Node a cause, a pool several. */
function* layersOf(error: unknown, depth = 0): Generator<object> {
  if (typeof error !== 'object' || error === null || depth > 4) return;
  yield error;
  if ('driverError' in error) yield* layersOf(error.driverError, depth + 1);
  if ('cause' in error) yield* layersOf(error.cause, depth + 1);
  if (error instanceof AggregateError) for (const one of error.errors) yield* layersOf(one, depth + 1);
}

function textAt(layer: object, key: string): string | undefined {
  const value = (layer as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
