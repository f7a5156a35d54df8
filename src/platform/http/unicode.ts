/// <reference lib="es2024.string" />

/** Whether every surrogate has its other half. Postgres keeps a lone one as a question mark, and nobody is told. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
