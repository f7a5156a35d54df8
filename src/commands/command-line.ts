/** Returns the arguments after the command. `npm run` inserts the name of the file that it runs. */
export function parseArguments(argv: readonly string[]): string[] {
  const [, , first, ...rest] = argv;
  if (first === undefined) return [];
  return first.endsWith('.main.js') ? rest : [first, ...rest];
}
