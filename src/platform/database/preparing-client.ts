import type { Socket } from 'node:net';
import pg from 'pg';

const mostStatements = 400;
const names = new Map<string, string>();

/**
 * A connection that prepares each statement with parameters once and keeps its plan. The tracker's SQL is static text, so
 * there is a bounded number of them; past the bound a statement is planned each time, as usual.
 */
export class PreparingClient extends pg.Client {
  constructor(options?: string | pg.ClientConfig) {
    super(options);
    const plain = this.query.bind(this) as (...parameters: unknown[]) => unknown;
    this.query = ((statement: unknown, values?: unknown, ...rest: unknown[]) => {
      const name =
        typeof statement === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(statement) : undefined;
      return name === undefined ? plain(statement, values, ...rest) : plain({ name, text: statement, values }, ...rest);
    }) as typeof this.query;
  }

  /** What is asked before the caller waits again travels in one piece: one system call, and one wake-up over there. */
  together(): void {
    this.holdUntil((send) => {
      process.nextTick(send);
    });
  }

  /** What is asked now may wait for what the connection's next user asks in this turn of the event loop. */
  withTheNext(): void {
    this.holdUntil(setImmediate);
  }

  private holdUntil(later: (send: () => void) => void): void {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    later(() => {
      stream.uncork();
    });
  }
}

function nameOf(statement: string): string | undefined {
  let name = names.get(statement);
  if (name === undefined && names.size < mostStatements) {
    name = `tracker_${names.size}`;
    names.set(statement, name);
  }
  return name;
}
