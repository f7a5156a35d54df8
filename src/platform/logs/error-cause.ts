/** Cause of a failure, for developers. A message may quote user input, so production never logs it. */
export interface ErrorCause {
  readonly message: string;
  readonly sqlState?: string;
  readonly constraint?: string;
  readonly table?: string;
  /** Failed statement, with `$1` in place of each value. */
  readonly statement?: string;
  /** Functions and triggers of the database in which it failed, innermost first. */
  readonly context?: string;
  readonly stack: readonly string[];
}

const maxStatement = 4000;
const maxLayers = 5;

/**
 * Returns the cause of a failure. It omits the parameters of the statement and the detail from Postgres, which contain
 * the values.
 */
export function errorCauseOf(error: unknown): ErrorCause {
  const layers = layersOf(error);
  const ofDatabase = layers.find((layer) => textAt(layer, 'severity') !== undefined);
  const statement = layers.map((layer) => textAt(layer, 'query')).find((query) => query !== undefined);
  return {
    message: messageOf(layers[0] ?? error),
    ...optionalMember('sqlState', textAt(ofDatabase, 'code')),
    ...optionalMember('constraint', textAt(ofDatabase, 'constraint')),
    ...optionalMember('table', textAt(ofDatabase, 'table')),
    ...optionalMember('statement', statement?.trim().slice(0, maxStatement)),
    ...optionalMember('context', textAt(ofDatabase, 'where')),
    stack: stackOf(layers),
  };
}

export function errorCauseText(cause: ErrorCause): string {
  const { message, sqlState, constraint, table, statement, context, stack } = cause;
  const facts = [
    sqlState && `SQLSTATE ${sqlState}`,
    constraint && `constraint ${constraint}`,
    table && `table ${table}`,
    statement && `statement ${statement}`,
    context && `in ${context.replaceAll('\n', '\n   ')}`,
  ];
  return [message, ...facts.filter(Boolean).map((fact) => `  ${fact}`), ...stack.map((line) => `    ${line}`)].join(
    '\n',
  );
}

function layersOf(error: unknown): object[] {
  const layers: object[] = [];
  let layer = error;
  while (typeof layer === 'object' && layer !== null && layers.length < maxLayers) {
    layers.push(layer);
    const { driverError, cause } = layer as { driverError?: unknown; cause?: unknown };
    layer = driverError ?? cause;
  }
  return layers;
}

function stackOf(layers: readonly object[]): string[] {
  return layers.flatMap((layer, depth) => {
    // TypeORM wraps the driver's error in one with the same message and position.
    if (depth > 0 && textAt(layer, 'message') === textAt(layers[depth - 1], 'message')) return [];
    const frames = (textAt(layer, 'stack') ?? '').split('\n').filter((line) => line.trim().startsWith('at '));
    const lines = frames.map((line) => line.trim()).slice(0, 20);
    return depth === 0 ? lines : [`caused by ${messageOf(layer)}`, ...lines];
  });
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return typeof error === 'object' && error !== null ? (textAt(error, 'message') ?? 'an object') : String(error);
}

function textAt(layer: object | undefined, key: string): string | undefined {
  const value = (layer as Record<string, unknown> | undefined)?.[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function optionalMember<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, string>>);
}
