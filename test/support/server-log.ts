import type { LoggerService } from '@nestjs/common';

/** Log of the trackers of this worker, whose errors a failed assertion includes (test/setup/server-log.js). */
interface ServerLog {
  newLogger(): LoggerService;
  keep(entry: unknown): void;
  explain(error: Error): void;
}

export const serverLog = (globalThis as unknown as Record<symbol, ServerLog>)[
  Symbol.for('tracker.server-log')
] as ServerLog;
