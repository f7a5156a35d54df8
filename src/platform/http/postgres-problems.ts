import { layersOf } from './error-layers.js';
import { findHostFault } from './host-problems.js';
import {
  AlreadyExists,
  ApproverNotIndependent,
  errorsForFields,
  InvalidInput,
  LimitReached,
  Forbidden,
  Unavailable,
  InternalError,
  MalformedRequest,
  type Problem,
} from './problems.js';

/** Map from a database constraint to the request fields, in camelCase. */
export abstract class ConstraintFields {
  abstract fieldsOf(constraint: string): readonly string[];
}

/**
 * Loggable facts of a failed statement. The message, detail and parameters are excluded, because they quote values.
 */
export interface DatabaseFault {
  readonly sqlState?: string;
  readonly constraint?: string;
  readonly code?: string;
}

const dependentApproverState = 'TF040';

const sqlStatePattern = /^[0-9A-Z]{5}$/;
const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  // Missing socket. A missing file has another system call.
  'ENOENT',
]);
/** Codes of a certificate that the driver refuses, such as one that has expired. A server opens no other connection with TLS. */
const refusedCertificate =
  /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|ERR_TLS_CERT_ALTNAME_INVALID$)/;
const networkCalls = new Set(['connect', 'read', 'write', 'getaddrinfo']);
const unavailableNames = new Set([
  'QueryRunnerAlreadyReleasedError',
  'QueryRunnerProviderAlreadyReleasedError',
  'CannotExecuteNotConnectedError',
  'ConnectionIsNotSetError',
]);
/** Start of the driver's message for a statement without an answer in time. */
const readTimeoutMessage = 'Query read timeout';
/** Starts of the driver's messages for a lost connection, for which it has no code. */
export const unavailableMessages = [
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
  readTimeoutMessage,
  'Query runner already released',
  'Driver not Connected',
];
/**
 * Transient states: no connection, no resources, timeout, cancellation, shutdown, read-only, a faulty disk and conflicts
 * between transactions.
 */
const transientStates = /^(?:08...|53...|57P..|57014|55000|55P03|55006|25006|25P03|25P04|40001|40P01|58030)$/;
/**
 * States in which Postgres refuses everybody: no connection, a full disk, shutdown, read-only, or a faulty disk. A lack of
 * memory (53200) and a limit of the configuration (53400) concern one statement.
 */
const outageStates = /^(?:08...|53[013]00|57P0[1-4]|25006|58030)$/;
const statementTimeoutState = '57014';
const readTimeoutCode = 'READ_TIMEOUT';
/** Codes that concern one request: its own connection or statement, or the local disk of an upload. */
const codesOfOneRequest = new Set([...unavailableNames, 'ENOSPC', 'EDQUOT']);
/** Values that Postgres cannot parse. Input validation should have rejected them. */
const unreadableStates = new Set(['22021', '22P05', '22P02', '22P03', '22003', '22007', '22008', '22009', '22001']);

/** Returns the facts of a failed statement or connection; `null` for any other error. */
export function findDatabaseFault(error: unknown): DatabaseFault | null {
  for (const layer of layersOf(error)) {
    const code = textAt(layer, 'code');
    if (code !== undefined && sqlStatePattern.test(code) && 'severity' in layer) {
      const constraint = textAt(layer, 'constraint');
      return { sqlState: code, ...(constraint === undefined ? {} : { constraint }) };
    }
    if (code !== undefined && unavailableCodes.has(code) && networkCalls.has(textAt(layer, 'syscall') ?? ''))
      return { code };
    if (code !== undefined && isRefusedCertificate(code)) return { code };
    const name = textAt(layer, 'name') ?? '';
    if (unavailableNames.has(name)) return { code: name };
    const message = textAt(layer, 'message') ?? '';
    if (message.startsWith(readTimeoutMessage)) return { code: readTimeoutCode };
    if (unavailableMessages.some((start) => message.startsWith(start))) return { code: 'CONNECTION_LOST' };
  }
  return null;
}

/** Whether the driver refused the certificate of Postgres with this code. */
export function isRefusedCertificate(code: string): boolean {
  return refusedCertificate.test(code);
}

const limits: Readonly<Record<string, string>> = {
  drafts_of_account: 'An account keeps 50 drafts. Delete one that is no longer needed.',
  drafts_of_a_day: 'An account begins at most 500 drafts within 24 hours. Continue tomorrow.',
  passkeys_of_account: 'An account has 20 passkeys at most. Remove one that is no longer used.',
  saved_views_of_account: 'An account keeps 50 saved views. End one that is no longer needed.',
  saved_views_of_task_force: 'A task force shares 500 saved views. End one that is no longer needed.',
  text_of_case: 'A case takes 400,000 characters of text in a day. Continue tomorrow.',
};

/** Converts a database fault to a problem (security.md lists the mapping). */
export function problemOf({ sqlState, constraint, code }: DatabaseFault, names: ConstraintFields): Problem {
  if (code !== undefined || sqlState === undefined) return new Unavailable();
  const fields = constraint === undefined ? [] : names.fieldsOf(constraint);
  if (transientStates.test(sqlState)) return new Unavailable(sqlState === '53100' ? 5 : 1);
  if (sqlState === '42501') return new Forbidden();
  if (sqlState === dependentApproverState) return new ApproverNotIndependent();
  if (unreadableStates.has(sqlState) || /^2201[A-Z]$/.test(sqlState)) {
    return new MalformedRequest('Some of the values cannot be stored.');
  }
  switch (sqlState) {
    case '23505':
    case '23P01':
      return new AlreadyExists(fields);
    case '23503':
      return invalid(fields, 'does not exist or is not accessible');
    case '23514':
      return invalid(fields, 'is not allowed here');
    case '23502':
      return invalid(fields, 'must be set');
    case 'TF010':
      return new LimitReached(limits[constraint ?? '']);
    default:
      return new InternalError();
  }
}

/** Finds the rejection of an act by the database: for lack of a right, or of independence. Returns null for any other error. */
export function findDatabaseRefusal(error: unknown): Forbidden | null {
  const fault = findDatabaseFault(error);
  const problem = fault && problemOf(fault, { fieldsOf: () => [] });
  return problem instanceof Forbidden ? problem : null;
}

/** Whether the fault concerns all requests, and not the content of one or its conflict with another. */
export function isOutage({ sqlState, code }: DatabaseFault): boolean {
  if (sqlState !== undefined) return outageStates.test(sqlState);
  return code !== undefined && !codesOfOneRequest.has(code);
}

/** Whether a statement had no answer in time, by the limit of Postgres or that of the driver. */
export function isStatementTimeout({ sqlState, code }: DatabaseFault): boolean {
  return sqlState === statementTimeoutState || code === readTimeoutCode;
}

/** Whether the failure is transient, so that a retry can succeed. */
export function isTransient(error: unknown): boolean {
  if (findHostFault(error)) return true;
  const fault = findDatabaseFault(error);
  return fault !== null && problemOf(fault, { fieldsOf: () => [] }) instanceof Unavailable;
}

function invalid(fields: readonly string[], detail: string): InvalidInput {
  return new InvalidInput(fields.length > 0 ? errorsForFields(fields, detail) : [{ pointer: '#', detail }]);
}

function textAt(layer: object, key: string): string | undefined {
  const value = (layer as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
