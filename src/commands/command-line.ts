/** Returns the arguments after the command. `npm run` inserts the name of the file that it runs. */
export function parametersIn(line: readonly string[]): string[] {
  const [, , first, ...rest] = line;
  if (first === undefined) return [];
  return first.endsWith('.main.js') ? rest : [first, ...rest];
}
