import { resolve } from 'node:path';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { startupErrorMessage } from '../startup-error-message.js';
import type { Config } from '../platform/config/config.js';
import type { LoginRole } from '../platform/database/database-roles.js';
import { runningServerUrl } from '../platform/embedded-postgres/running-server-url.js';

/** Missing database, with the remedy. */
export class MissingDatabaseError extends Error {
  override readonly name = 'MissingDatabaseError';
}

/** Invalid command line, with the valid form. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Writes a line to the standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Returns the arguments after the command. `npm run` inserts the name of the command's file. */
export function parseArguments(argv: readonly string[]): string[] {
  const [, , first, ...rest] = argv;
  if (first === undefined) return [];
  return first.endsWith('.command.js') ? rest : [first, ...rest];
}

/** Returns the message of an error: the remedy if the operator can correct it, and the stack of any other. */
export function describeError(fault: unknown): string {
  const isForOperator = fault instanceof MissingDatabaseError || fault instanceof UsageError;
  return isForOperator ? fault.message : startupErrorMessage(fault);
}

/** Runs a command with its arguments. An error is described on the standard error, and sets the exit code. */
export async function runCommand(
  main: (args: readonly string[]) => Promise<void>,
  describe: (fault: unknown) => string = describeError,
  errorCode: number | ((fault: unknown) => number) = 1,
): Promise<void> {
  try {
    await main(parseArguments(process.argv));
  } catch (fault) {
    process.stderr.write(`${describe(fault)}\n`);
    process.exitCode = typeof errorCode === 'number' ? errorCode : errorCode(fault);
  }
}

/**
 * Runs work with the services of a module, without a server and without a log. Nest loads only here, so other commands
 * start without it.
 */
export async function withServices(
  module: Type | DynamicModule,
  work: (services: INestApplicationContext) => Promise<void>,
): Promise<void> {
  const { NestFactory } = await import('@nestjs/core');
  const services = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    await work(services);
  } finally {
    await services.close();
  }
}

/** Returns the database of a command: the configured one, or the embedded one that serves on the data directory. */
export async function resolveDatabaseUrl(
  config: Config,
  key: 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'DATABASE_SIGNER_URL' | 'DATABASE_AUDITOR_URL' | 'DATABASE_PURGE_URL',
  role: LoginRole,
): Promise<string> {
  const url = config[key] ?? (await runningServerUrl(config.DATA_DIRECTORY, role));
  if (url !== undefined) return url;
  throw new MissingDatabaseError(
    `There is no database to work on. Set ${key}, or start the tracker whose data are in ${resolve(config.DATA_DIRECTORY)}.`,
  );
}
