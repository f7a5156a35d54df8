import { ConfigFault } from './platform/config/config.js';
import { UnusablePostgres } from './platform/embedded-postgres/binaries.js';
import { AlreadyRunning } from './platform/embedded-postgres/embedded-postgres.js';
import { findDatabaseFault, isRefusedCertificate } from './platform/http/postgres-problems.js';
import { SchemaInUse } from './platform/database/schema-lock.js';
import { refusalIn } from './platform/self-check/self-check.js';

/** Failed start with a complete message for the operator. */
export class OperatorFault extends Error {}

const operatorFaults = [OperatorFault, ConfigFault, AlreadyRunning, UnusablePostgres, SchemaInUse];

/** States of a Postgres that starts or stops. */
const startingStates = new Set(['57P01', '57P02', '57P03']);

/**
 * Returns the message of a failed start. A fault that the operator can remedy has a plain message; any other has its
 * stack.
 */
export function startupErrorMessage(fault: unknown): string {
  const refusal = refusalIn(fault);
  if (refusal) return refusal.text;
  if (operatorFaults.some((plain) => fault instanceof plain)) return (fault as Error).message;
  if (!(fault instanceof Error)) return String(fault);
  if ('code' in fault && fault.code === 'EADDRINUSE' && 'port' in fault) {
    return `Port ${String(fault.port)} is in use. Stop the program that uses it, or set PORT to another port.`;
  }
  return messageOfConnection(fault) ?? fault.stack ?? fault.message;
}

/** Returns the message of a connection or statement that Postgres did not accept; null for any other fault. */
export function messageOfDatabase(fault: unknown): string | null {
  const message = messageOfConnection(fault);
  if (message !== null) return message;
  const { sqlState } = findDatabaseFault(fault) ?? {};
  return sqlState === undefined ? null : `Postgres rejected a statement of the checks (${sqlState}). Read its log.`;
}

/** Returns the message of a connection that Postgres did not accept; null for any other fault. */
function messageOfConnection(fault: unknown): string | null {
  const { code, sqlState = '' } = findDatabaseFault(fault) ?? {};
  const cause = code ?? sqlState;
  const urls = 'DATABASE_URL, DATABASE_AUTH_URL and DATABASE_OWNER_URL';
  if (code !== undefined && isRefusedCertificate(code)) {
    return `The certificate of Postgres is not accepted (${cause}). Renew it, or correct sslmode and sslrootcert in ${urls}.`;
  }
  if (sqlState === '53300') {
    return `Postgres has no free connection (${cause}). End unused ones, or raise max_connections.`;
  }
  if (code !== undefined || startingStates.has(sqlState)) {
    return `Postgres does not answer (${cause}). Start it, or correct ${urls}.`;
  }
  if (sqlState === '3D000') return `The database does not exist (${cause}). Create it, or correct ${urls}.`;
  if (sqlState === '08P01') {
    return (
      `The pooler before Postgres does not accept the connection (${cause}). Set DATABASE_POOLER=transaction. ` +
      'If it is set, read the log of the pooler.'
    );
  }
  if (sqlState.startsWith('28')) {
    return `Postgres does not let a role sign in (${cause}). Correct the roles and passwords in ${urls}.`;
  }
  return null;
}

/** Returns the exit code of a failed start. Those from 21 on identify the refusal. */
export function exitCodeFor(fault: unknown): number {
  return refusalIn(fault)?.exitCode ?? 1;
}
