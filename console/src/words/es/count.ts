/** Returns a number with the word in its grammatical number, in Spanish. */
export const count = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('es-US')} ${n === 1 ? one : many}`;
