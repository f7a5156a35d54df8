/** What was said after the command: `npm run` puts the file it runs before it. */
export function parametersIn(line: readonly string[]): string[] {
  const [, , first, ...rest] = line;
  if (first === undefined) return [];
  return first.endsWith('.main.js') ? rest : [first, ...rest];
}
