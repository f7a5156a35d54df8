/**
 * Adds fields to the summary of a record, and returns the whole view. A literal that begins with a spread costs Node 20
 * one to two microseconds for each field after it.
 */
export function extendView<S extends object, V extends S>(
  summary: S,
  fields: Omit<V, keyof S> & Partial<NoInfer<V>>,
): V {
  return Object.assign(summary, fields) as unknown as V;
}
