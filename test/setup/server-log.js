import { ConsoleLogger } from '@nestjs/common';
import { errorCauseOf, errorCauseText } from '../../dist/src/platform/logs/error-cause.js';

/** Name of the symbol under which a spec's global object reaches this module. */
export const serverLogKey = 'tracker.server-log';

const maxEntries = 3;
const entries = [];

/** Keeps a line that a tracker of this worker has logged, if it has the cause of an error. */
export function keep(entry) {
  if (typeof entry !== 'object' || entry === null || !('cause' in entry)) return;
  entries.push(entry);
  entries.splice(0, entries.length - maxEntries);
}

/** Forgets what was logged before: a new test begins. */
export function forget() {
  entries.length = 0;
}

/** Adds what the trackers logged since the test began to the error that failed it. */
export function explain(error) {
  if (entries.length === 0 || !(error instanceof Error)) return;
  const { message, stack = '' } = error;
  // Behind a bar, since Jest takes the first line with `at` for the place where the test failed.
  const logged = entries.map(textOf).join('\n\n').replaceAll(/^/gm, '| ');
  const explained = `${message}\n\nThe tracker logged:\n${logged}\n`;
  error.message = explained;
  error.stack = stack.includes(message) ? stack.replace(message, () => explained) : `${explained}\n${stack}`;
  forget();
}

/** Returns the logger of a tracker in this process: it keeps causes, and prints the levels that the test asks for. */
export function loggerOf(logLevels) {
  return new ServerLog({ logLevels });
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

/** An entry of a tracker in a process of its own has its cause in fields already. */
function textOf({ method = '', route, status = '', cause }) {
  const head = [method, route ?? '', status].filter(Boolean).join(' ');
  return `${head === '' ? '' : `${head}\n`}${errorCauseText(Array.isArray(cause?.stack) ? cause : errorCauseOf(cause))}`;
}
