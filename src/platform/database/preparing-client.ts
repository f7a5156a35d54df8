import type { Socket } from 'node:net';
import pg from 'pg';

const mostStatements = 400;
const names = new Map<string, string>();

/**
 * A connection that prepares each statement with parameters once and keeps its plan. The tracker's SQL is static text, so
 * there is a bounded number of them; past the bound a statement is planned each time, as usual.
 */
export class PreparingClient extends pg.Client {
  /** A transaction that only read is over for whoever had it, and Postgres has not been told. */
  private isLeft = false;
  private readonly ask: (...parameters: unknown[]) => Promise<unknown>;

  constructor(options?: string | pg.ClientConfig) {
    super(options);
    this.ask = this.query.bind(this);
    this.query = ((statement: unknown, values?: unknown, ...rest: unknown[]) => {
      if (this.isLeft && statement === 'BEGIN') {
        this.isLeft = false;
        return this.ask('COMMIT; BEGIN');
      }
      this.endWhatWasLeft();
      const name =
        typeof statement === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(statement) : undefined;
      return name === undefined
        ? this.ask(statement, values, ...rest)
        : this.ask({ name, text: statement, values }, ...rest);
    }) as typeof this.query;
  }

  /** What is asked before the caller waits again travels in one piece: one system call, and one wake-up over there. */
  together(): void {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    process.nextTick(() => {
      stream.uncork();
    });
  }

  /**
   * Ends a transaction that nobody waits for the end of. It goes along, in one message, with the beginning of the next one on this
   * connection, if that comes in this turn of the event loop; whatever is asked first, nothing is asked before it.
   */
  leave(): void {
    this.isLeft = true;
    setImmediate(() => {
      this.endWhatWasLeft();
    });
  }

  private endWhatWasLeft(): void {
    if (!this.isLeft) return;
    this.isLeft = false;
    // Should it fail, the connection is lost, and the pool has been told so by its own error event.
    this.ask('COMMIT').catch(() => undefined);
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
