import pg from 'pg';

/** Statement without parameters and rows that travels in front of a prepared one. */
export type Prefix = 'BEGIN' | 'COMMIT' | 'SET TRANSACTION READ ONLY';

/** Columns of a prepared statement and the functions that read their values. Postgres never changes them. */
interface Columns {
  readonly fields: readonly unknown[];
  readonly _parsers: readonly unknown[] | undefined;
  readonly _prebuiltEmptyResultObject: object | null;
}

/** Columns of the statements that a connection has prepared, by their names. */
export type KnownColumns = Map<string, Columns>;

/** Messages to the server, which the types of pg declare in part. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  parse(statement: { readonly name: string; readonly text: string }): void;
  bind(portal: object): void;
  execute(portal: object): void;
  sync(): void;
}

/** Query of pg with the members that its types omit. */
interface SubmittedQuery extends pg.Submittable {
  name: string;
  callback: (error: Error | null, result: pg.QueryResult) => void;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly _result: Columns;
  _accumulateRows: boolean;
  prepare(wire: Wire): void;
  handleCommandComplete(message: object, wire: Wire): void;
  handleError(error: unknown, wire: Wire): void;
}

const PgQuery = pg.Query as unknown as new (text: string, values: unknown[]) => SubmittedQuery;
const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;

/**
 * Query by a prepared statement. pg asks for its columns at each execution, and this class once a connection. Prefixes
 * have no answer of their own, so they need a statement whose columns are known.
 */
export class PreparedQuery extends PgQuery {
  private pendingPrefixes = 0;

  constructor(
    name: string,
    text: string,
    values: unknown[],
    private readonly known: KnownColumns,
    private readonly prefixes: readonly Prefix[],
  ) {
    super(text, values);
    this.name = name;
  }

  /** Sends the statement. pg calls it while the connection is corked. */
  override prepare(wire: Wire): void {
    const columns = this.known.get(this.name);
    if (!columns) {
      super.prepare(wire);
      return;
    }
    Object.assign(this._result, columns);
    this._accumulateRows = true;
    this.sendPrefixes(wire);
    try {
      wire.bind({ statement: this.name, values: this.values, valueMapper: prepareValue });
    } catch (error) {
      wire.sync();
      this.handleError(error, wire);
      return;
    }
    wire.execute({});
    wire.sync();
  }

  override handleCommandComplete(message: object, wire: Wire): void {
    if (this.pendingPrefixes > 0) {
      this.pendingPrefixes -= 1;
      return;
    }
    super.handleCommandComplete(message, wire);
    if (this.known.has(this.name)) return;
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    this.known.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }

  private sendPrefixes(wire: Wire): void {
    for (const prefix of this.prefixes) {
      if (wire.parsedStatements[prefix] === undefined) {
        // Behind the prefix before it: an aborted transaction refuses to parse BEGIN until it has ended.
        wire.parse({ name: prefix, text: prefix });
        wire.parsedStatements[prefix] = prefix;
      }
      wire.bind({ statement: prefix });
      wire.execute({});
    }
    this.pendingPrefixes = this.prefixes.length;
  }
}
