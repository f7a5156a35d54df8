import type { Socket } from 'node:net';
import pg from 'pg';
import { PreparedQuery, type KnownColumns, type Prefix } from './prepared-query.js';

const maxStatements = 400;
/** Time for which a finished read waits for the next statement of its connection. It holds no snapshot meanwhile. */
const maxCommitDelayMs = 10;
const names = new Map<string, string>();

type Send = (...parameters: unknown[]) => unknown;

/**
 * Connection that prepares each statement with parameters once and caches its plan. The SQL of the tracker is static
 * text, so the number of statements is bounded. Statements above the maximum are planned each time.
 */
export class PreparingClient extends pg.Client {
  private readonly known: KnownColumns = new Map();
  private prefixes: Prefix[] = [];
  private lateCommit: NodeJS.Timeout | undefined;

  constructor(options?: string | pg.ClientConfig) {
    super(options);
    const plain = this.query.bind(this) as Send;
    this.query = ((statement: unknown, values?: unknown, ...rest: unknown[]) => {
      const name =
        typeof statement === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(statement) : undefined;
      if (name !== undefined && rest.length === 0)
        return this.queryPrepared(plain, name, statement as string, values as unknown[]);
      this.sendPrefixes(plain);
      return name === undefined ? plain(statement, values, ...rest) : plain({ name, text: statement, values }, ...rest);
    }) as typeof this.query;
  }

  /** Sends the queries of this tick together: one system call here, and one wake-up on the server. */
  pipelineNext(): void {
    const { socket } = this;
    socket.cork();
    process.nextTick(() => {
      socket.uncork();
    });
  }

  /** Closes the connection at once, so that its running statement fails. */
  close(): void {
    this.socket.destroy();
  }

  /** Number of bytes that the connection has received. */
  get bytesRead(): number {
    return this.socket.bytesRead;
  }

  /** Process of the server that owes an answer to a statement; null if none does. */
  get owingProcess(): number | null {
    const state = this as unknown as { readonly readyForQuery?: boolean; readonly processID: number | null };
    return state.readyForQuery === false ? state.processID : null;
  }

  /** Sends a statement in front of the next one. Both are one message, with one answer. */
  prefixNext(prefix: Prefix): void {
    this.prefixes.push(prefix);
  }

  /** Commits together with the next statement, which is that of the connection's next user, or a little later alone. */
  commitWithNext(): void {
    this.prefixNext('COMMIT');
    this.lateCommit = setTimeout(() => {
      this.sendPrefixes(this.query.bind(this));
    }, maxCommitDelayMs).unref();
  }

  private get socket(): Socket {
    return (this as unknown as { connection: { stream: Socket } }).connection.stream;
  }

  private queryPrepared(plain: Send, name: string, text: string, values: unknown[]): Promise<unknown> {
    if (!this.known.has(name)) {
      this.pipelineNext();
      this.sendPrefixes(plain);
    }
    const query = new PreparedQuery(name, text, values, this.known, this.takePrefixes());
    return new Promise((resolve, reject) => {
      query.callback = (error, result) => {
        if (error) reject(error);
        else resolve(result);
      };
      plain(query);
    }).catch((error: unknown) => {
      // The stack of the error leads to the socket, and from here to the caller.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    });
  }

  /** Sends the prefixes as statements of their own. Nobody awaits them: if one fails, so does the next statement of its transaction. */
  private sendPrefixes(send: Send): void {
    for (const prefix of this.takePrefixes()) (send(prefix) as Promise<unknown>).catch(() => undefined);
  }

  private takePrefixes(): readonly Prefix[] {
    const { prefixes } = this;
    if (prefixes.length > 0) this.prefixes = [];
    clearTimeout(this.lateCommit);
    return prefixes;
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
