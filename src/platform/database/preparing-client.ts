import type { Socket } from 'node:net';
import pg from 'pg';

const maxStatements = 400;
const names = new Map<string, string>();

/**
 * Connection that prepares each statement with parameters once and caches its plan. The SQL of the tracker is static
 * text, so the number of statements is bounded. Statements above the maximum are planned each time.
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

  /** Sends the queries of this tick together: one system call here, and one wake-up on the server. */
  pipelineNext(): void {
    this.corkUntil((send) => {
      process.nextTick(send);
    });
  }

  /**
   * Delays the queries of this turn of the event loop, so that they travel with those of the connection's next user.
   */
  deferToNextBatch(): void {
    this.corkUntil(setImmediate);
  }

  private corkUntil(later: (send: () => void) => void): void {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    later(() => {
      stream.uncork();
    });
  }
}

function nameOf(statement: string): string | undefined {
  let name = names.get(statement);
  if (name === undefined && names.size < maxStatements) {
    name = `tracker_${names.size}`;
    names.set(statement, name);
  }
  return name;
}
