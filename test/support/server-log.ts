import type { LoggerService, LogLevel } from '@nestjs/common';

/** Log of the trackers of this worker, whose causes a failed assertion carries (test/setup/server-log.js). */
interface ServerLog {
  loggerOf(printed: LogLevel[]): LoggerService;
  keep(entry: unknown): void;
  /** Adds what was logged since the test began to an error. */
  explain(error: Error): void;
}

/** Log of the worker that runs this spec. */
export const serverLog = (globalThis as unknown as Record<symbol, ServerLog>)[
  Symbol.for('tracker.server-log')
] as ServerLog;
