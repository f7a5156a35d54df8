/// <reference lib="es2024.string" />

/** Whether every surrogate has its other half. Postgres keeps a lone one as a question mark, and nobody is told. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

/** Characters that show nothing: joiners, marks of direction, selectors of a variant, fillers of Hangul, the blank of Braille. */
export const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;

/** Removes characters that show nothing, so that two texts that look the same compare as the same. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}
