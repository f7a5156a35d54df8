/** Yields the error and its wrapped errors: the driver's error of TypeORM, a cause, or the errors of a pool. */
export function* layersOf(error: unknown, depth = 0): Generator<object> {
  if (typeof error !== 'object' || error === null || depth > 4) return;
  yield error;
  if ('driverError' in error) yield* layersOf(error.driverError, depth + 1);
  if ('cause' in error) yield* layersOf(error.cause, depth + 1);
  if (error instanceof AggregateError) for (const one of error.errors) yield* layersOf(one, depth + 1);
}
