import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Config } from '../config/config.js';
import { errorCauseOf } from './error-cause.js';
import { LogDestination } from './log-destination.js';
import { LogLine } from './log-line.js';
import { selectAllowedFields, errorLocation } from './log-fields.js';

const levelOf = {
  verbose: 'trace',
  debug: 'debug',
  log: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'fatal',
} as const;
type Level = (typeof levelOf)[keyof typeof levelOf];

const maxTextLength = 200;
/** Contexts of Nest that list each module and route at a start, in some hundreds of lines. */
const listings = new Set<unknown>(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/**
 * Application log: one JSON line per event on stdout, of constant text and the fields of log-fields.ts. An error has
 * its class and position, and for developers its cause (decision 61). No method throws, because a line must not fail a
 * request or a job.
 */
export class TrackerLog implements LoggerService {
  private readonly pino: Logger;

  constructor(
    level: Config['LOG_LEVEL'],
    private readonly destination: DestinationStream = new LogDestination(),
    private readonly errorCauses: Config['LOG_ERROR_CAUSES'] = 'omit',
  ) {
    this.pino = pino(
      {
        level: levelOf[level],
        base: null,
        messageKey: 'message',
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }), log: (given) => this.selectAllowed(given) },
      },
      destination,
    );
    if (destination instanceof LogDestination)
      destination.onLoss((lost) => {
        this.error(new LogLine('Lines of the log were lost, because its output refused them.', { lost }), 'Log');
      });
  }

  log(message: unknown, ...more: unknown[]): void {
    this.write(listings.has(more.at(-1)) ? 'debug' : 'info', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }

  private write(level: Level, message: unknown, more: readonly unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    try {
      this.writeLine(level, message, more);
    } catch {
      // The fault may be of the log itself, so it is counted and not logged.
      if (this.destination instanceof LogDestination) this.destination.countLost();
    }
  }

  /** Writes a line. Nest passes a text, an object or an error, then possibly a stack, and finally the context. */
  private writeLine(level: Level, message: unknown, more: readonly unknown[]): void {
    const by = more.at(-1);
    const context = isName(by) ? { context: by } : {};
    // A text that is followed by a stack is the message of an error.
    const stack = more.find((one) => one instanceof Error || (typeof one === 'string' && one.includes('\n')));
    if (message instanceof Error) this.pino[level]({ ...context, ...errorLocation(message), cause: message });
    else if (message instanceof LogLine) this.pino[level]({ ...message.fields, ...context }, message.text);
    else if (typeof message === 'object' && message !== null) this.pino[level]({ ...message, ...context });
    else if (stack !== undefined)
      this.pino[level]({ ...context, cause: stack instanceof Error ? stack : { message, stack } });
    else if (!isText(message)) this.pino[level](context);
    else this.pino[level](context, message);
  }

  /** Keeps the allowed fields, also for code that calls pino directly. */
  private selectAllowed(fields: Record<string, unknown>): Record<string, unknown> {
    return {
      ...(isName(fields['context']) ? { context: fields['context'] } : {}),
      ...selectAllowedFields(fields),
      ...(this.errorCauses === 'include' && 'cause' in fields ? { cause: errorCauseOf(fields['cause']) } : {}),
    };
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z][\w ]{0,60}$/.test(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxTextLength && !/[\r\n]/.test(value);
}
