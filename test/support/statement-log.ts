import { until } from './until.js';

/** Runs a statement on a server as superuser. */
export type RunStatement = <Row>(statement: string) => Promise<Row[]>;

/** Statements of the application that a server has logged since the last reading, by the request that they answered. */
export type StatementsOfRequests = ReadonlyMap<string, readonly string[]>;

interface Transaction {
  /** Statements of its request; undefined before the request is known. */
  statements: string[] | undefined;
  isBeginning: boolean;
}

const entry = /^\S+ \S+ UTC \[(\d+)\] ([A-Z]+): {2}([^]*)$/;
const logged = /^(?:execute [^:]+|statement): ([^]*)$/;
const boundary = /^(?:BEGIN|COMMIT|ROLLBACK)/;
const beginning = /\bauth\.begin_(?:request|background_request|on_standby)\(/;
const requestId = /'([0-9a-f]{32})'/;

/** Reads the log of a server that logs each statement with its parameters, by SQL. */
export class StatementLog {
  private readonly open = new Map<string, Transaction>();
  private offset = 0;
  private markers = 0;

  constructor(private readonly run: RunStatement) {}

  async read(): Promise<StatementsOfRequests> {
    const found = new Map<string, string[]>();
    for (const text of (await this.readNewText()).split(/\n(?!\t)/)) {
      const [, process, severity, message] = entry.exec(text) ?? [];
      if (process === undefined || message === undefined) continue;
      if (severity === 'DETAIL') this.noteParameters(process, message, found);
      else if (severity === 'LOG') this.noteStatement(process, logged.exec(message)?.[1]);
    }
    return found;
  }

  private noteStatement(process: string, statement: string | undefined): void {
    if (statement === undefined) return;
    if (boundary.test(statement)) this.open.set(process, { statements: undefined, isBeginning: false });
    const transaction = this.open.get(process);
    if (!transaction) return;
    transaction.isBeginning = beginning.test(statement);
    if (!transaction.isBeginning && !/^SET /.test(statement)) transaction.statements?.push(statement);
  }

  private noteParameters(process: string, message: string, found: Map<string, string[]>): void {
    const transaction = this.open.get(process);
    const [, request] = requestId.exec(message) ?? [];
    if (!transaction?.isBeginning || request === undefined) return;
    const statements = found.get(request) ?? [];
    found.set(request, statements);
    transaction.statements = statements;
  }

  /** Returns the text up to a statement of its own, because the process that writes the log is a little behind. */
  private async readNewText(): Promise<string> {
    this.markers += 1;
    const marker = `-- end of reading ${this.markers}`;
    await this.run(`SELECT ${marker}`);
    let text = '';
    await until(async () => {
      const read = `SELECT pg_read_file(pg_current_logfile(), ${this.offset}, 1000000000) AS text`;
      [{ text } = { text: '' }] = await this.run<{ text: string }>(read);
      return text.includes(`${marker}\n`);
    });
    text = text.slice(0, text.indexOf(`${marker}\n`));
    this.offset += Buffer.byteLength(text);
    return text;
  }
}
