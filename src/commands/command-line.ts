/** Returns the arguments after the command. `npm run` inserts the name of the command's file. */
export function parseArguments(argv: readonly string[]): string[] {
  const [, , first, ...rest] = argv;
  if (first === undefined) return [];
  return first.endsWith('.command.js') ? rest : [first, ...rest];
}
