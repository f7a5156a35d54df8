import { ConsoleLogger } from '@nestjs/common';
import { errorCauseOf, errorCauseText } from '../../dist/src/platform/logs/error-cause.js';

/** Name of the symbol by which the global object of a spec reaches this module. */
export const serverLogKey = 'tracker.server-log';

const maxEntries = 3;
const entries = [];

/** Stores a log line of a tracker in this worker, if it contains the cause of an error. Internal errors stay longest. */
export function keep(entry) {
  if (typeof entry !== 'object' || entry === null || !('cause' in entry)) return;
  entries.push(entry);
  if (entries.length <= maxEntries) return;
  const expected = entries.findIndex(({ status }) => status !== 500);
  entries.splice(Math.max(expected, 0), 1);
}

export function forget() {
  entries.length = 0;
}

/** Adds the log of the current test to the error that failed it. */
export function explain(error) {
  if (entries.length === 0 || !(error instanceof Error)) return;
  const { message, stack = '' } = error;
  // Prefixed by a bar, because Jest takes the first line with `at` for the location of the failure.
  const logged = entries.map(textOf).join('\n\n').replaceAll(/^/gm, '| ');
  const explained = `${message}\n\nThe tracker logged:\n${logged}\n`;
  error.message = explained;
  error.stack = stack.includes(message) ? stack.replace(message, () => explained) : `${explained}\n${stack}`;
  forget();
}

/** Returns a logger that prints fatal errors only, because a failed assertion includes the other ones. */
export function newLogger() {
  return new ServerLog({ logLevels: ['fatal'] });
}

class ServerLog extends ConsoleLogger {
  fatal(entry, ...more) {
    keep(entry);
    super.fatal(entry, ...more);
  }

  error(entry, ...more) {
    keep(entry);
    super.error(entry, ...more);
  }

  warn(entry, ...more) {
    keep(entry);
    super.warn(entry, ...more);
  }

  debug(entry, ...more) {
    keep(entry);
    super.debug(entry, ...more);
  }
}

function textOf({ method = '', route, status = '', cause }) {
  const head = [method, route ?? '', status].filter(Boolean).join(' ');
  return `${head === '' ? '' : `${head}\n`}${errorCauseText(Array.isArray(cause?.stack) ? cause : errorCauseOf(cause))}`;
}
