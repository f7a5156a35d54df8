import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Config } from '../config/config.js';
import { errorCauseOf } from './error-cause.js';
import { allowedOf, placeOf } from './log-fields.js';

/** LOG_LEVEL has Nest's words. */
const levelOf = {
  verbose: 'trace',
  debug: 'debug',
  log: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'fatal',
} as const;
type Level = (typeof levelOf)[keyof typeof levelOf];

const longestText = 200;

/**
 * The one log: JSON, a line an event, on stdout. What a line may hold is decided here and not by who writes it: a text that
 * stands in the program, and the fields of log-fields.ts. Of an error there is its class and its place, and for developers its cause
 * (docs/decisions/0061-error-causes.md).
 */
export class TrackerLog implements LoggerService {
  private readonly pino: Logger;

  /** Each line is written before the next thing is done: the last one of a process that dies is the one that is wanted. */
  constructor(
    level: Config['LOG_LEVEL'],
    destination: DestinationStream = pino.destination({ dest: 1, sync: true }),
    private readonly errorCauses: Config['LOG_ERROR_CAUSES'] = 'omit',
  ) {
    this.pino = pino(
      {
        level: levelOf[level],
        base: null,
        messageKey: 'message',
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }), log: (given) => this.onlyAllowed(given) },
      },
      destination,
    );
  }

  log(message: unknown, ...more: unknown[]): void {
    this.write('info', message, more);
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

  /** Nest hands over a text, an object or an error, then perhaps a stack, and last the name of who says it. */
  private write(level: Level, message: unknown, more: readonly unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const by = more.at(-1);
    const context = isName(by) ? { context: by } : {};
    // A text with a stack after it is an error's own message.
    const stack = more.find((one) => one instanceof Error || (typeof one === 'string' && one.includes('\n')));
    if (message instanceof Error) this.pino[level]({ ...context, ...placeOf(message), cause: message });
    else if (typeof message === 'object' && message !== null) this.pino[level]({ ...message, ...context });
    else if (stack !== undefined)
      this.pino[level]({ ...context, cause: stack instanceof Error ? stack : { message, stack } });
    else if (!isText(message)) this.pino[level](context);
    else this.pino[level](context, message);
  }

  /** Keeps the allowed fields, for code that writes through pino directly too. */
  private onlyAllowed(given: Record<string, unknown>): Record<string, unknown> {
    return {
      ...(isName(given['context']) ? { context: given['context'] } : {}),
      ...allowedOf(given),
      ...(this.errorCauses === 'include' && 'cause' in given ? { cause: errorCauseOf(given['cause']) } : {}),
    };
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z][\w ]{0,60}$/.test(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText && !/[\r\n]/.test(value);
}
