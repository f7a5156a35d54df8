import type { LoggerService, LogLevel } from '@nestjs/common';

/** Log of the trackers of this worker, whose errors a failed assertion includes (test/setup/server-log.js). */
interface ServerLog {
  loggerOf(printed: LogLevel[]): LoggerService;
  keep(entry: unknown): void;
  /** Adds the log of the current test to an error. */
  explain(error: Error): void;
}

/** Log of the worker that runs this spec. */
export const serverLog = (globalThis as unknown as Record<symbol, ServerLog>)[
  Symbol.for('tracker.server-log')
] as ServerLog;
