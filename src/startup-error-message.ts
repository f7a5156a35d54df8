import { ConfigFault } from './platform/config/config.js';
import { UnusablePostgres } from './platform/embedded-postgres/binaries.js';
import { AlreadyRunning } from './platform/embedded-postgres/embedded-postgres.js';
import { RepeatableFault } from './platform/database/apply-repeatable.js';
import { UnreleasedSchema } from './platform/database/migrate.js';
import { UnorderedFiles } from './platform/database/repeatable-files.js';
import { refusalIn } from './platform/self-check/self-check.js';

/** Failed start with a complete message for the operator. */
export class OperatorFault extends Error {}

const operatorFaults = [
  OperatorFault,
  ConfigFault,
  AlreadyRunning,
  UnusablePostgres,
  UnreleasedSchema,
  RepeatableFault,
  UnorderedFiles,
];

/**
 * Returns the message of a failed start. A fault that the operator can remedy has a plain message; any other has its
 * stack.
 */
export function startupErrorMessage(fault: unknown): string {
  const refusal = refusalIn(fault);
  if (refusal) return `The tracker does not start.\n${refusal.message}`;
  if (operatorFaults.some((plain) => fault instanceof plain)) return (fault as Error).message;
  if (!(fault instanceof Error)) return String(fault);
  if ('code' in fault && fault.code === 'EADDRINUSE' && 'port' in fault) {
    return `Port ${String(fault.port)} is in use. Stop the program that uses it, or set PORT to another port.`;
  }
  return fault.stack ?? fault.message;
}

/** Returns the exit code of a failed start. 21 to 36 identify the refusal. */
export function exitCodeFor(fault: unknown): number {
  return refusalIn(fault)?.exitCode ?? 1;
}
