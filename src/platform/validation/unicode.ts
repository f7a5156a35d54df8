/// <reference lib="es2024.string" />

/** Whether the text has no lone surrogates. Postgres silently stores one as a question mark. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

/** Invisible characters: joiners, direction marks, variation selectors, Hangul fillers and the Braille blank. */
export const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;

/** Removes invisible characters, so that two texts with the same appearance are equal. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}
